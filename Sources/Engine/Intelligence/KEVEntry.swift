/// One CVE of the catalogue.
public struct KEVEntry: Hashable, Sendable {
    public let cve: CVEID
    /// `knownRansomwareCampaignUse` is `Known`; catalogues before 2023-10-12 do not say, which reads as false.
    public let isRansomware: Bool

    public init(cve: CVEID, isRansomware: Bool) {
        self.cve = cve
        self.isRansomware = isRansomware
    }
}
