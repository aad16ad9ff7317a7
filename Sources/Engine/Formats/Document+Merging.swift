extension Document {
    /// Several reports as one: all findings, and as well covered as the worst covered of them. A finding that two reports
    /// tell differently counts as the worse of the two says, and as suppressed only where both suppress it.
    public static func merging(_ documents: [Document]) -> Document {
        guard documents.count != 1 else { return documents[0] }
        var findings: [Fingerprint: Finding] = [:]
        for finding in documents.flatMap(\.findings) {
            findings[finding.fingerprint] = findings[finding.fingerprint].map { $0.merging(finding) } ?? finding
        }
        let unchecked = documents.first { $0.state != .checked }
        return Document(
            format: joined(documents.map(\.format), by: "+"), tool: joined(documents.map(\.tool), by: ", "),
            state: unchecked?.state ?? .checked, stateReason: unchecked?.stateReason,
            findings: findings.values.sorted { $0.fingerprint < $1.fingerprint },
            components: documents.flatMap(\.components))
    }

    /// Sorted and unique, so that the order of the files does not matter.
    private static func joined(_ names: [String], by separator: String) -> String {
        Set(names.filter { !$0.isEmpty }).sorted().joined(separator: separator)
    }
}

extension Finding {
    fileprivate func merging(_ other: Finding) -> Finding {
        let worse =
            (other.severity.gravity, other.scoreTenths ?? -1) > (severity.gravity, scoreTenths ?? -1) ? other : self
        return Finding(
            fingerprint: fingerprint, ids: Set(ids + other.ids).sorted(), kind: worse.kind, severity: worse.severity,
            scoreTenths: worse.scoreTenths, component: component ?? other.component,
            location: location ?? other.location, title: worse.title,
            weaknesses: Set(weaknesses + other.weaknesses).sorted(), fixedIn: Set(fixedIn + other.fixedIn).sorted(),
            suppression: suppression == nil || other.suppression == nil ? nil : suppression,
            claims: Set(claims + other.claims).sorted { $0.precedes($1) })
    }
}
