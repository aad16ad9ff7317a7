/// What was known of one CVE at one instant.
struct KnownFacts: Hashable, Sendable {
    var assessed: Assessed?
    /// The CVSS base score.
    var cvss: Double?
    /// P(exploitation is observed within 30 days).
    var epss: Double?
    var isListed: Bool

    init(assessed: Assessed? = nil, cvss: Double? = nil, epss: Double? = nil, isListed: Bool = false) {
        self.assessed = assessed
        self.cvss = cvss
        self.epss = epss
        self.isListed = isListed
    }
}
