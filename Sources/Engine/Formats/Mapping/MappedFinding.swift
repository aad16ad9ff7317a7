/// One record as a finding.
struct MappedFinding {
    private let mapping: RecordMapping
    private let record: MappedRecord
    private let ids: [String]

    init(_ mapping: RecordMapping, _ record: MappedRecord) {
        self.mapping = mapping
        self.record = record
        var ids: [String] = []
        var seen: Set<String> = []
        for text in mapping.ids.flatMap({ record.texts($0) }) {
            let cves = IdentifierScan.cves(in: text)
            for id in cves.isEmpty ? [text] : cves where seen.insert(id).inserted { ids.append(id) }
        }
        for text in record.texts(mapping.mentions) {
            for id in IdentifierScan.cves(in: text) where seen.insert(id).inserted { ids.append(id) }
        }
        self.ids = ids
    }

    func draft(format: String, _ identity: inout IdentityWriter) -> FindingDraft {
        let package = MappedPackage(mapping, record)
        let title = record.text(mapping.title) ?? ids.first
        let score = record.texts(mapping.score).compactMap(Self.tenths).max()
        var draft = FindingDraft(
            identity: digest(format, package, &identity), kind: mapping.kind, severity: severity(score),
            title: title.map { DisplayText.line($0) } ?? "a \(mapping.kind.rawValue) without a name")
        draft.component = package.label
        draft.fixedIn = fixedIn
        draft.ids = ids.sortedAndUnique()
        draft.location = record.text(mapping.uri).map { uri in
            Location(uri: uri, line: record.integer(mapping.line).flatMap { $0 > 0 ? $0 : nil })
        }
        draft.scoreTenths = score
        draft.suppression = suppression
        draft.weaknesses = weaknesses
        return draft
    }

    /// A score of 0 to 10, or a CVSS vector that gives one.
    private static func tenths(_ text: String) -> Int? {
        if let number = Double(text) { return Severity.tenths(number) }
        // Ignored: a vector that cannot be read states no score, and the finding says so.
        guard let vector = try? CVSSVector(parsing: text) else { return nil }
        return vector.scoreTenths > 0 ? vector.scoreTenths : nil
    }

    /// What the flaw is and what it is in: a vulnerability's package outlives the path it was found under.
    private func digest(
        _ format: String, _ package: MappedPackage, _ identity: inout IdentityWriter
    ) -> IdentityDigest {
        identity.begin("mapped")
        identity.field(format)
        identity.field(ids.first ?? record.text(mapping.title) ?? "")
        identity.field(package.identity ?? record.text(mapping.uri).map(PackageNote.withoutImageTag) ?? "")
        identity.field(record.text(mapping.subject) ?? "")
        return identity.digest()
    }

    private func severity(_ score: Int?) -> Severity {
        let words = record.texts(mapping.severity)
        let stated = words.map { mapping.severities[$0.lowercased()] ?? Severity(word: $0) }
        let worst = stated.reduce(Severity.unknown) { $0 == .unknown ? $1 : $0.worse($1) }
        return worst == .unknown ? score.map { Severity(scoreTenths: $0) } ?? .unknown : worst
    }

    private var fixedIn: [String] {
        let parts = record.texts(mapping.fixedIn).flatMap { $0.split(separator: ",") }
        return parts.map(\.trimmed).filter { !$0.isEmpty }.sortedAndUnique()
    }

    private var weaknesses: [Int] {
        let numbers = record.texts(mapping.weaknesses).flatMap { text in
            Int(text).map { [$0] } ?? IdentifierScan.cwes(in: text)
        }
        return numbers.filter { $0 > 0 }.sortedAndUnique()
    }

    private var suppression: String? {
        guard mapping.suppressedWhen.contains(where: { $0.holds(for: record) }) else { return nil }
        return record.text(mapping.suppression).map { DisplayText.line($0) } ?? "suppressed by the tool's user"
    }
}
