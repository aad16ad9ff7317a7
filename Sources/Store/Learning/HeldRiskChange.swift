public import Engine

/// What a service holds for one CVE from now on; nil is nothing.
public struct HeldRiskChange: Hashable, Sendable {
    public let key: ServiceKey
    public let cve: CVEID
    public let risk: HeldRisk?
    /// The score date that it was judged on: an older one changes nothing.
    public let scoreDate: Timestamp

    public init(key: ServiceKey, cve: CVEID, risk: HeldRisk?, scoreDate: Timestamp) {
        self.key = key
        self.cve = cve
        self.risk = risk
        self.scoreDate = scoreDate
    }
}
