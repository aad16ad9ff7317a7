/// What both SBOMs say beside the components themselves: findings, and who needs whom.
struct ChangeContext {
    private let findingsBefore: [String: Set<String>]
    private let findingsAfter: [String: Set<String>]
    private let directBefore: Set<String>?
    private let directAfter: Set<String>?
    /// Labels of added components by their references.
    private let added: [String: String]

    init(old: Document, new: Document, added: [Component]) {
        findingsBefore = Self.findings(of: old)
        findingsAfter = Self.findings(of: new)
        directBefore = Self.direct(of: old)
        directAfter = Self.direct(of: new)
        self.added = Dictionary(
            added.compactMap { component in component.reference.map { ($0, component.label) } }, uniquingKeysWith: min)
    }

    /// Whether both SBOMs tell the same vulnerabilities of a component that is otherwise the same.
    func hasSameFindings(_ before: Component, _ after: Component) -> Bool {
        (findingsBefore[before.label] ?? []) == (findingsAfter[after.label] ?? [])
    }

    func change(_ kind: ComponentChange.Kind, _ before: Component?, _ after: Component?) -> ComponentChange {
        let old = before.flatMap { findingsBefore[$0.label] } ?? []
        let new = after.flatMap { findingsAfter[$0.label] } ?? []
        let direct = after == nil ? directBefore : directAfter
        return ComponentChange(
            kind: kind, before: before, after: after, findingsAdded: new.subtracting(old).sorted(),
            findingsRemoved: old.subtracting(new).sorted(),
            brings: (after?.dependsOn ?? []).compactMap { added[$0] }.sortedAndUnique(),
            isDirect: direct.map { $0.contains((after ?? before)?.reference ?? "") })
    }

    /// The first name of each vulnerability that is not suppressed, by the component's label.
    private static func findings(of document: Document) -> [String: Set<String>] {
        var names: [String: Set<String>] = [:]
        for finding in document.findings where finding.suppression == nil {
            guard let component = finding.component else { continue }
            names[component, default: []].insert(finding.cves.first ?? finding.ids.first ?? finding.title)
        }
        return names
    }

    private static func direct(of document: Document) -> Set<String>? {
        document.subject.flatMap { $0.dependsOn.isEmpty ? nil : Set($0.dependsOn) }
    }
}
