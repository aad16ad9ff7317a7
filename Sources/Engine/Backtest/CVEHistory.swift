/// What became known of one CVE, and when.
struct CVEHistory: Sendable {
    /// Changes of CISA's assessment, from its recorded history.
    private(set) var changes = DatedSeries<Assessed>()
    /// The assessment that a snapshot shows, dated by itself; read only where no history is known.
    private(set) var snapshots = DatedSeries<Assessed>()
    private(set) var cvss = DatedSeries<Double>()
    /// EPSS in units of 1e-5, one entry for each snapshot that has the CVE.
    private(set) var scores = DatedSeries<Int32>()
    /// The day on which KEV listed it.
    var listedOn: Timestamp?
    /// The date of the first snapshot that shows its record as withdrawn.
    var rejectedOn: Timestamp?

    mutating func addChange(_ entry: Dated<Assessed>) { changes.add(entry) }
    mutating func addSnapshot(_ entry: Dated<Assessed>) { snapshots.add(entry) }
    mutating func addCVSS(_ entry: Dated<Double>) { cvss.add(entry) }
    mutating func addScore(_ entry: Dated<Int32>) { scores.add(entry) }

    var assessments: DatedSeries<Assessed> { changes.entries.isEmpty ? snapshots : changes }

    func isListed(by instant: Timestamp) -> Bool { listedOn.map { $0 <= instant } ?? false }
    func isRejected(by instant: Timestamp) -> Bool { rejectedOn.map { $0 <= instant } ?? false }

    /// Facts that became known after `instant`.
    func laterFacts(than instant: Timestamp) -> LaterFacts {
        LaterFacts(
            assessments: assessments.count(after: instant), cvss: cvss.count(after: instant),
            scores: scores.count(after: instant))
    }
}

/// How many facts were left out because they became known too late.
public struct LaterFacts: Hashable, Sendable {
    public var assessments = 0
    public var cvss = 0
    public var scores = 0

    public var total: Int { assessments + cvss + scores }

    static func + (left: LaterFacts, right: LaterFacts) -> LaterFacts {
        LaterFacts(
            assessments: left.assessments + right.assessments, cvss: left.cvss + right.cvss,
            scores: left.scores + right.scores)
    }
}
