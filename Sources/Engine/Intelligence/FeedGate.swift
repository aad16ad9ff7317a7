/// The checks that a feed passes before it replaces what is held. A refused feed is held back whole; nothing is half
/// imported.
public enum FeedGate {
    /// A feed may not fall below this share of the rows that it had: a crawl of 2025-04-26 lacked 17 %.
    public static let rowFloor = 0.95
    /// The share of held CVEs that may move at once under an unchanged model.
    public static let driftShare = 0.01
    /// A move that counts, in units of 1e-5.
    public static let driftStepE5: Int32 = 10_000

    /// Refuses a feed that is older or clearly smaller than `previous`, and a sample over real data.
    public static func check(_ new: FeedHeader, against previous: FeedHeader?) throws(FeedProblem) {
        guard let previous else { return }
        if new.isSample, !previous.isSample {
            throw FeedProblem(
                .sampleOverReal,
                "this \(new.name.rawValue) file is a sample and would replace real data: it is not imported")
        }
        guard previous.isSample == new.isSample else { return }
        if new.asOf < previous.asOf {
            throw FeedProblem(
                .older, "the \(new.name.rawValue) file of \(new.asOf) is older than what is held (\(previous.asOf))")
        }
        if Double(new.rows) < Self.rowFloor * Double(previous.rows) {
            throw FeedProblem(
                .tooFewRows,
                "the \(new.name.rawValue) file has \(new.rows) rows and \(previous.rows) are held: it looks incomplete"
            )
        }
    }

    /// Refuses a feed that is dated more than a day after `now`: clocks differ by less, and it would never become
    /// stale.
    public static func checkDate(_ header: FeedHeader, now: Timestamp) throws(FeedProblem) {
        guard header.asOf > now.adding(days: 1) else { return }
        throw FeedProblem(
            .future,
            "the \(header.name.rawValue) file is dated \(header.asOf), which is in the future: it is not imported")
    }

    /// The drift breaker: refuses scores of which too many moved although the model is the same (as on 2025-03-29).
    public static func checkDrift(_ drift: FeedDrift, model: String, previousModel: String) throws(FeedProblem) {
        guard model == previousModel, drift.held > 0, drift.moved > 0,
            Double(drift.moved) >= Self.driftShare * Double(drift.held)
        else { return }
        throw FeedProblem(
            .drift,
            "\(drift.moved) of \(drift.held) held CVEs moved by 0.1 or more under the same model \(model): "
                + "the file is held back until the next one agrees")
    }

    /// All checks of an EPSS file against the one that is held.
    public static func check(_ new: EPSSScores, against previous: EPSSScores?) throws(FeedProblem) {
        try check(new.header, against: previous?.header)
        guard let previous, previous.header.isSample == new.header.isSample else { return }
        try checkDrift(
            FeedDrift(from: previous.rows, to: new.rows), model: new.model, previousModel: previous.model)
    }

    /// All checks of a KEV catalogue against the one that is held.
    public static func check(_ new: KEVCatalog, against previous: KEVCatalog?) throws(FeedProblem) {
        try check(new.header, against: previous?.header)
    }
}
