/// The parts of a container image's name: `registry/name:tag@digest`.
struct ImageName: Hashable, Sendable {
    let name: String
    let tag: String?
    let digest: String?

    init(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1)
        let front = parts.first ?? ""
        digest = parts.count > 1 ? String(parts[1]) : nil
        let lastStep = front.lastIndex(of: "/") ?? front.startIndex
        let colon = front[lastStep...].firstIndex(of: ":")
        name = String(colon.map { front[..<$0] } ?? front)
        tag = colon.map { String(front[front.index(after: $0)...]) }
    }

    /// As conditions see it.
    var value: ConfigurationValue {
        var members: [String: ConfigurationValue] = ["name": .string(name)]
        members["tag"] = tag.map { .string($0) }
        members["digest"] = digest.map { .string($0) }
        members["registry"] = registry.map { .string($0) }
        return .object(members)
    }

    /// The first step, where that is a host and no part of a name on Docker Hub.
    private var registry: String? {
        guard let slash = name.firstIndex(of: "/") else { return nil }
        let host = name[..<slash]
        return host.contains(".") || host.contains(":") || host == "localhost" ? String(host) : nil
    }
}
