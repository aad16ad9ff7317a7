/// One CVE's score.
public struct EPSSRow: Hashable, Sendable {
    public let cve: CVEID
    /// Probability of exploitation activity within 30 days in units of 1e-5, 0 to 100,000.
    public let scoreE5: Int32

    public init(cve: CVEID, scoreE5: Int32) {
        self.cve = cve
        self.scoreE5 = scoreE5
    }
}
