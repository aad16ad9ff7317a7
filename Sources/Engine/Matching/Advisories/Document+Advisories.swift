extension Document {
    /// This inventory with what `index` knows of its components, as a scanner's findings.
    ///
    /// It counts as checked only if every component could be looked up; the reason says which could not, and why.
    public func matched(with index: AdvisoryIndex) -> Document {
        var findings = FindingCollector()
        var gaps: [AdvisoryEcosystem.Gap: [Component]] = [:]
        for component in components {
            let match = AdvisoryMatch(component, index)
            for hit in match.hits { findings.add(FindingDraft(hit, component)) }
            if let gap = match.gap { gaps[gap, default: []].append(component) }
        }
        let known = Set(self.findings.flatMap { finding in finding.ids.map { [finding.component ?? "", $0] } })
        let added = findings.findings().filter { finding in
            !finding.ids.contains { known.contains([finding.component ?? "", $0]) }
        }
        let isChecked = state == .checked || gaps.isEmpty
        return Document(
            format: format, tool: tool.isEmpty ? "OSV advisories" : "\(tool), OSV advisories",
            state: isChecked ? .checked : state, stateReason: isChecked ? nil : Self.reason(gaps, components.count),
            findings: (self.findings + added).sorted { $0.fingerprint < $1.fingerprint }, components: components,
            subject: subject, remarks: remarks)
    }

    private static func reason(_ gaps: [AdvisoryEcosystem.Gap: [Component]], _ count: Int) -> String {
        let unchecked = gaps.values.reduce(0) { $0 + $1.count }
        let causes = gaps.sorted { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }.map {
            gap, list in
            "\(list.count) with \(gap.rawValue), such as \(DisplayText.line(list[0].label))"
        }
        return
            "\(unchecked) of \(count) components were not checked against the advisories: \(causes.joined(separator: "; "))"
    }
}

extension FindingDraft {
    /// One vulnerability under all its names, in one component.
    fileprivate init(_ hits: [AdvisoryIndex.Entry], _ component: Component) {
        let names = hits.flatMap { [$0.advisory.id] + $0.advisory.aliases }.sortedAndUnique()
        let package = component.purl.map { PackageURL.withoutVersion($0) } ?? component.label
        var identity = IdentityWriter()
        identity.begin("advisory")
        identity.field(names.first(where: IdentifierScan.isCVE) ?? names[0])
        identity.field(package)
        let score = hits.compactMap { $0.affected.scoreTenths ?? $0.advisory.scoreTenths }.max()
        let stated = hits.map(\.advisory.severity).reduce(Severity.unknown) { $0 == .unknown ? $1 : $0.worse($1) }
        self.init(
            identity: identity.digest(), kind: .vulnerability,
            severity: score.map { Severity(scoreTenths: $0) } ?? stated, title: hits[0].advisory.title)
        self.component = component.label
        fixedIn = Self.fixes(hits, component)
        ids = (names + hits.flatMap(\.advisory.upstream)).sortedAndUnique()
        scoreTenths = score
        weaknesses = hits.flatMap(\.advisory.weaknesses).sortedAndUnique()
    }

    private static func fixes(_ hits: [AdvisoryIndex.Entry], _ component: Component) -> [String] {
        guard let version = component.matchedVersion else { return [] }
        return hits.flatMap { hit in
            hit.affected.package.scheme.map { scheme in
                hit.affected.ranges.flatMap { $0.fixes(above: version, scheme) }
            } ?? []
        }.sortedAndUnique()
    }
}
