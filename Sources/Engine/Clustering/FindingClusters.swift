/// Finds what several tools, or one tool in several places, report of the same thing.
///
/// The order in which witnesses are added changes nothing, and clusters are told in the order of their first witness.
public struct FindingClusters {
    private let aliases: AliasSets
    private var vulnerabilities: [String: [PackageName: [FindingWitness]]] = [:]
    private var others: [FindingWitness] = []

    /// `advisories` tell more aliases than the witnesses do.
    public static func of(_ witnesses: [FindingWitness], advisories: [Advisory] = []) -> [FindingCluster] {
        var clusters = FindingClusters(
            aliases: AliasSets(of: witnesses.map(\.finding), advisories: advisories))
        for witness in Set(witnesses) { clusters.add(witness) }
        return clusters.finished()
    }

    private init(aliases: AliasSets) { self.aliases = aliases }

    private mutating func add(_ witness: FindingWitness) {
        guard let name = vulnerabilityName(of: witness.finding) else { return others.append(witness) }
        let finding = witness.finding
        let subject = finding.component ?? finding.location.map { PackageNote.withoutImageTag($0.uri) } ?? ""
        vulnerabilities[name, default: [:]][PackageName(ofComponent: subject), default: []].append(witness)
    }

    /// What a published vulnerability, or what a licence problem, is known as; nil for what only its place tells apart.
    private func vulnerabilityName(of finding: Finding) -> String? {
        let names = aliases.canonical(finding.ids)
        if !names.isEmpty { return names.joined(separator: "+") }
        guard finding.kind == .vulnerability || finding.kind == .license, finding.component != nil else { return nil }
        return ([finding.kind.rawValue] + (finding.ids.isEmpty ? [finding.title] : finding.ids)).joined(separator: "+")
    }

    private consuming func finished() -> [FindingCluster] {
        let named = vulnerabilities.values.flatMap { Self.byPackage($0) }
        return (named + SightingGroups.groups(of: others)).compactMap { FindingCluster($0) }
            .sorted { $0.witnesses[0].precedes($1.witnesses[0]) }
    }

    /// A name without a namespace means the one package of the same last segment that has one, if it is the only one.
    private static func byPackage(_ packages: [PackageName: [FindingWitness]]) -> [[FindingWitness]] {
        let full = Dictionary(grouping: packages.keys.filter(\.hasNamespace), by: \.last)
        var groups: [PackageName: [FindingWitness]] = [:]
        for (package, witnesses) in packages {
            let longer = package.hasNamespace ? [] : full[package.last] ?? []
            groups[longer.count == 1 ? longer[0] : package, default: []] += witnesses
        }
        return Array(groups.values)
    }
}
