/// What changed in the feeds from one epoch to a later one, by value.
public struct ThreatDelta: Sendable {
    /// The epoch reached.
    public let epoch: Int64
    /// Every feed's header at that epoch.
    public let headers: [FeedHeader]
    /// Rows that are new or whose score changed.
    public let epss: [EPSSRow]
    public let removedEPSS: [CVEID]
    /// Entries that are new or whose flag changed.
    public let kev: [KEVEntry]
    public let removedKEV: [CVEID]

    public init(
        epoch: Int64, headers: [FeedHeader], epss: [EPSSRow] = [], removedEPSS: [CVEID] = [], kev: [KEVEntry] = [],
        removedKEV: [CVEID] = []
    ) {
        self.epoch = epoch
        self.headers = headers
        self.epss = epss
        self.removedEPSS = removedEPSS
        self.kev = kev
        self.removedKEV = removedKEV
    }
}
