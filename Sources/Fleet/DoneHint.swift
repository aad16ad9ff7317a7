/// A scan whose decision or failure is committed.
public struct DoneHint: Hashable, Sendable {
    public let scan: String
    public let tenant: String
    public let service: String

    public init(scan: String, tenant: String, service: String) {
        self.scan = scan
        self.tenant = tenant
        self.service = service
    }
}
