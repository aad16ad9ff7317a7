/// The sequence that the scans of a source have reached.
public struct NewestScan: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let source: String
    public let sequence: Int64

    public init(tenant: String, service: String, source: String, sequence: Int64) {
        self.tenant = tenant
        self.service = service
        self.source = source
        self.sequence = sequence
    }
}
