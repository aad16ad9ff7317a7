/// P(exploited within `days`) of a CVE without an EPSS row: a Beta distribution's mean (decisions: alpha / (alpha +
/// beta)).
public struct MissingScorePrior: Hashable, Sendable {
    public var alpha: Double
    public var beta: Double
    public var days: Double
}
