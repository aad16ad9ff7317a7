internal import JSON

/// What the security profile of SPDX 3 says: vulnerabilities, how bad they are, and whether packages are affected
/// (https://spdx.github.io/spdx-spec/v3.0.1/model/Security/Security/).
struct SPDXAssessments {
    /// Whether the document speaks of vulnerabilities at all.
    let isChecked: Bool
    let drafts: [FindingDraft]

    /// One say about one vulnerability in one element.
    private struct Statement {
        let element: String
        let vulnerability: String
        /// RFC 3339; the latest counts.
        let time: String
        /// Nil where the element is, or may be, affected.
        let suppression: String?
    }

    init(of graph: SPDXGraph, _ packages: [Component]) {
        let vulnerabilities = graph.elements.filter { SPDXGraph.type(of: $0) == "security_Vulnerability" }
        let scores = Self.scores(in: graph)
        let byID = Dictionary(
            packages.compactMap { package in package.reference.map { ($0, package) } },
            uniquingKeysWith: { first, _ in first })
        let statements = Self.latest(graph.elements.flatMap(Self.statements))
        drafts = statements.compactMap { statement in
            let node = graph[statement.vulnerability]
            let severity = scores[statement.vulnerability]
            return Self.draft(statement, node, severity, byID[statement.element])
        }
        isChecked = !vulnerabilities.isEmpty || !drafts.isEmpty || Self.conforms(graph)
    }

    private static func conforms(_ graph: SPDXGraph) -> Bool {
        graph.elements.contains { node in
            SPDXGraph.type(of: node) == "SpdxDocument"
                && node["profileConformance"]?.texts.contains("security") ?? false
        }
    }

    private static func statements(_ node: JSONNode) -> [Statement] {
        guard let from = node.text("from"), let relation = node.text("relationshipType") else { return [] }
        let ends = node["to"]?.texts ?? []
        if relation == "hasAssociatedVulnerability" {
            return ends.map { Statement(element: from, vulnerability: $0, time: "", suppression: nil) }
        }
        guard ["affects", "doesNotAffect", "fixedIn", "underInvestigationFor"].contains(relation) else { return [] }
        let elements = node.text("security_assessedElement").map { [$0] } ?? ends
        let time = node.text("security_modifiedTime") ?? node.text("security_publishedTime") ?? ""
        let withdrawn = node.text("security_withdrawnTime") != nil
        guard !withdrawn else { return [] }
        return elements.map {
            Statement(element: $0, vulnerability: from, time: time, suppression: suppression(relation, node))
        }
    }

    private static func suppression(_ relation: String, _ node: JSONNode) -> String? {
        let why =
            node.text("security_justificationType")
            ?? node.text("security_impactStatement").map { DisplayText.line($0) }
        switch relation {
        case "doesNotAffect": return why.map { "not_affected: \($0)" } ?? "not_affected"
        case "fixedIn": return "fixed"
        default: return nil
        }
    }

    /// Of several about the same, the latest; of equally late ones that which suppresses nothing.
    private static func latest(_ statements: [Statement]) -> [Statement] {
        var kept: [[String]: Statement] = [:]
        for statement in statements {
            let key = [statement.vulnerability, statement.element]
            guard let other = kept[key] else {
                kept[key] = statement
                continue
            }
            let isLater =
                (other.time, other.suppression == nil ? 1 : 0) < (statement.time, statement.suppression == nil ? 1 : 0)
            if isLater { kept[key] = statement }
        }
        return kept.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    /// By the vulnerability: the highest score of the newest version of CVSS.
    private static func scores(in graph: SPDXGraph) -> [String: Int] {
        var best: [String: (version: String, tenths: Int)] = [:]
        for node in graph.elements {
            let type = SPDXGraph.type(of: node)
            guard type.hasPrefix("security_CvssV"), let vulnerability = node.text("from"),
                let score = node["security_score"]?.double ?? node.text("security_score").flatMap(Double.init),
                let tenths = Severity.tenths(score)
            else { continue }
            let scored = (version: type, tenths: tenths)
            if best[vulnerability].map({ $0 < scored }) ?? true { best[vulnerability] = scored }
        }
        return best.mapValues(\.tenths)
    }

    private static func draft(
        _ statement: Statement, _ vulnerability: JSONNode?, _ scoreTenths: Int?, _ component: Component?
    ) -> FindingDraft {
        let ids = ids(statement.vulnerability, vulnerability)
        var identity = IdentityWriter()
        identity.begin("spdx")
        identity.field(ids.first(where: IdentifierScan.isCVE) ?? ids[0])
        identity.field(component?.purl.map { PackageURL.withoutVersion($0) } ?? component?.name ?? statement.element)
        let text = vulnerability?.text("summary") ?? vulnerability?.text("description")
        var draft = FindingDraft(
            identity: identity.digest(), kind: .vulnerability,
            severity: scoreTenths.map { Severity(scoreTenths: $0) } ?? .unknown,
            title: text.map { DisplayText.line($0) } ?? ids[0])
        draft.component = component?.label ?? statement.element
        draft.ids = ids
        draft.scoreTenths = scoreTenths
        draft.suppression = statement.suppression
        return draft
    }

    /// The vulnerability's identifiers, sorted; where it states none, those in its address.
    private static func ids(_ id: String, _ node: JSONNode?) -> [String] {
        let identifiers = node?["externalIdentifier"].map { Array($0.elements) } ?? []
        let stated = (identifiers.compactMap { $0.text("identifier") } + [node?.text("name")].compactMap(\.self))
            .map(IdentifierScan.canonical)
        guard stated.isEmpty else { return stated.sortedAndUnique() }
        let cves = IdentifierScan.cves(in: id)
        return cves.isEmpty ? [id] : cves
    }
}
