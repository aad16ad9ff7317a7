internal import JSON

/// A Backstage `catalog-info.yaml`: the component's owner, its lifecycle, tags that are names of data classes or compliance
/// scopes, and annotations `fixops/FACT`, which say the most and win.
struct BackstageReader {
    private static let prefix = "fixops/"

    private let entity: JSONValue
    private let index: Int
    private let time: Timestamp

    /// The component `wanted`, or the only one.
    init(_ documents: [JSONValue], _ wanted: String?, _ time: Timestamp) throws(PolicyProblem) {
        let components = documents.enumerated().filter { $0.element["kind"]?.string == "Component" }
        let named = components.filter { $0.element["metadata"]?["name"]?.string == wanted }
        guard let found = named.first ?? (components.count == 1 ? components.first : nil) else {
            let names = components.compactMap { $0.element["metadata"]?["name"]?.string }.joined(separator: ", ")
            throw PolicyProblem(
                .missing, path: "",
                components.isEmpty
                    ? "no entity of kind Component is in this file"
                    : "several components are in this file (\(names)), and none is named as the service")
        }
        (index, entity) = (found.offset, found.element)
        self.time = time
    }

    func reading() throws(PolicyProblem) -> ContextReading {
        let metadata = entity["metadata"] ?? .object([:])
        var facts = annotations(metadata)
        let reviewed = try reviewedAt(facts.removeValue(forKey: "reviewed"))
        let allowed = ContextFact.allCases.map(\.rawValue)
        let object = try PolicyObject(
            .object(facts), path: "metadata.annotations.fixops/", allowing: allowed)
        var context = ServiceContext()
        context.owner = try PolicyObject(
            .object(["owner": entity["spec"]?["owner"] ?? .null]), path: "spec", allowing: ["owner"]
        ).name("owner")
        let lifecycle = entity["spec"]?["lifecycle"]?.string
        if lifecycle == "production" { context.environment = .production }
        addTags(metadata, to: &context)
        let annotated = try ServiceContext(object)
        for fact in ContextFact.allCases where annotated.knows(fact) { context.take(fact, from: annotated) }
        let note = lifecycle.flatMap { word in
            context.environment == nil
                ? "the lifecycle \"\(word)\" names no environment: annotate fixops/environment" : nil
        }
        return ContextReading(
            ContextRecord(context, from: Provenance(source: .backstage, at: reviewed)), .backstage,
            service: metadata["name"]?.string, notes: note.map { [$0] } ?? [])
    }

    /// By fact; lists are written with commas.
    private func annotations(_ metadata: JSONValue) -> [String: JSONValue] {
        var facts: [String: JSONValue] = [:]
        for (key, value) in metadata["annotations"]?.object ?? [:] where key.hasPrefix(Self.prefix) {
            let name = String(key.dropFirst(Self.prefix.count)).replacing("-", with: "_")
            let isList = name == ContextFact.compliance.rawValue || name == ContextFact.dataClasses.rawValue
            if isList, let text = value.string {
                let words: [JSONValue] = text.split(separator: ",").map { .string($0.trimmed) }
                facts[name] = .array(words)
            } else {
                facts[name] = value.string == "true" ? true : value.string == "false" ? false : value
            }
        }
        return facts
    }

    private func reviewedAt(_ value: JSONValue?) throws(PolicyProblem) -> Timestamp {
        guard let value else { return time }
        guard let day = value.string.flatMap({ Timestamp($0) }) else {
            throw PolicyProblem(
                .wrongType, path: "metadata.annotations.fixops/reviewed", "a day is expected here, such as 2027-01-31")
        }
        return min(day, time)
    }

    private func addTags(_ metadata: JSONValue, to context: inout ServiceContext) {
        let tags = (metadata["tags"]?.array ?? []).compactMap(\.string)
        let classes = Set(tags.compactMap { DataClass(word: $0) }).sorted { $0.rawValue < $1.rawValue }
        let scopes = Set(tags.filter(ComplianceScope.isKnown).compactMap { ComplianceScope($0) }).sorted()
        if !classes.isEmpty { context.dataClasses = classes }
        if !scopes.isEmpty { context.compliance = scopes }
    }
}
