internal import JSON

/// What a rule says of all its results (section 3.49), read once.
struct SARIFRule {
    let id: String
    /// `id` and its aliases, sorted.
    let ids: [String]
    let kind: FindingKind
    /// From `defaultConfiguration`; nil where the rule gives none.
    let level: Severity?
    let messages: JSONNode?
    /// From `security-severity`; nil where it is absent or states none.
    let ratedSeverity: Severity?
    let scoreTenths: Int?
    let title: String?
    /// The id of the published vulnerability, else `id`.
    let vulnerability: String
    let weaknesses: [Int]
    private let note: PackageNote?

    /// A result names `id`; `node` is its rule where the log has one.
    init(id: String, node: JSONNode?, kinds: SARIFKind, taxonomies: SARIFTaxonomies) {
        let properties = node?["properties"]
        let tags = properties?["tags"]?.texts ?? []
        let cves = Self.cves(id, node, tags)
        self.id = id
        ids = (cves + [IdentifierScan.canonical(id)]).filter { !$0.isEmpty }.sortedAndUnique()
        vulnerability = cves.first ?? id
        kind = kinds.kind(rule: id, name: node?.text("name") ?? "", tags: tags, hasCVE: !cves.isEmpty)
        level = (node?["defaultConfiguration"]?["level"]).map { Severity(word: $0.string ?? "") }
        messages = node?["messageStrings"]
        (ratedSeverity, scoreTenths) = Self.rating(properties?["security-severity"])
        title = Self.title(of: node)
        weaknesses = Self.weaknesses(id, node, tags, taxonomies)
        note = kind == .vulnerability ? PackageNote(properties, help: node?["help"]?.text("text")) : nil
    }

    /// The package that a result of this rule is about; nil unless it is a vulnerability whose text tells.
    func package(for message: SARIFMessage) -> PackageNote? {
        guard kind == .vulnerability else { return nil }
        return PackageNote(text: message.text) ?? note
    }

    private static func cves(_ id: String, _ node: JSONNode?, _ tags: [String]) -> [String] {
        let texts = [id, node?.text("id") ?? ""] + tags + (node?["properties"]?["cve"]?.texts ?? [])
        return texts.flatMap { IdentifierScan.cves(in: $0) }.sortedAndUnique()
    }

    /// A number written as text (GitHub: above 9.0 critical, 7.0 high, 4.0 medium, 0.1 low), or a word as Semgrep wrote.
    private static func rating(_ node: JSONNode?) -> (Severity?, Int?) {
        guard let node else { return (nil, nil) }
        if let score = node.double ?? node.string.flatMap(Double.init) {
            let tenths = Severity.tenths(score)
            return (tenths.map(Severity.init(scoreTenths:)), tenths)
        }
        let word = Severity(word: node.string ?? "")
        return (word == .unknown || word == .none ? nil : word, nil)
    }

    private static func title(of node: JSONNode?) -> String? {
        guard let node else { return nil }
        let text = node["shortDescription"]?.text("text") ?? node["fullDescription"]?.text("text") ?? node.text("name")
        return text.map { DisplayText.line($0) }
    }

    private static func weaknesses(
        _ id: String, _ node: JSONNode?, _ tags: [String], _ taxonomies: SARIFTaxonomies
    ) -> [Int] {
        let texts = tags + [id] + (node?["properties"]?["cwe"]?.texts ?? [])
        let named = texts.flatMap { IdentifierScan.cwes(in: $0) }
        return (named + taxonomies.weaknesses(inRelationships: node?["relationships"])).sortedAndUnique()
    }
}
