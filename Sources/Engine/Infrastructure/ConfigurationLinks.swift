/// Which resources refer to which: a bucket's encryption, for one, is a resource beside the bucket.
struct ConfigurationLinks {
    private struct Key: Hashable {
        let type: String
        let attribute: String
        /// An address or a name; empty for what cannot be known.
        let target: String
    }

    private var links: [Key: [ConfigurationResource]] = [:]

    init(_ resources: [ConfigurationResource]) {
        for resource in resources {
            for (attribute, value) in resource.value.object ?? [:] {
                guard let target = Self.target(value) else { continue }
                links[Key(type: resource.type, attribute: attribute, target: target), default: []].append(resource)
            }
        }
    }

    /// The resources of `type` whose `attribute` refers to `target`, and those of which that cannot be known.
    func resources(
        of type: String, _ attribute: String, referringTo target: ConfigurationResource
    ) -> (certain: [ConfigurationResource], possible: [ConfigurationResource]) {
        let names = ["arn", "bucket", "id", "name"].compactMap { target.value[$0]?.string }.filter { !$0.isEmpty }
        let certain = Set(names + [Self.base(of: target.address)]).sorted().flatMap { name in
            links[Key(type: type, attribute: attribute, target: name)] ?? []
        }
        return (certain, links[Key(type: type, attribute: attribute, target: "")] ?? [])
    }

    private static func target(_ value: ConfigurationValue) -> String? {
        switch value {
        case .reference(let address): base(of: address)
        case .string(let name): name.isEmpty || name.utf8.count > 256 ? nil : name
        case .unknown: ""
        case .bool, .list, .null, .number, .object, .template: nil
        }
    }

    /// `module.a[0].aws_s3_bucket.logs["x"].id` is about `module.a.aws_s3_bucket.logs`.
    private static func base(of address: String) -> String {
        var steps: [Substring] = []
        for step in address.split(separator: ".") { steps.append(step.prefix { $0 != "[" }) }
        var count = 0
        while count < steps.count, steps[count] == "module" { count += 2 }
        if count < steps.count, steps[count] == "data" { count += 1 }
        return steps.prefix(count + 2).joined(separator: ".")
    }
}
