/// The service whose facts are decided about: whose it is, what is known of it, and what was posted of it.
public struct ServiceSubject: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let record: ContextRecord
    /// The newest report of each kind, this one among them.
    public let inputs: [PostedInput]

    public init(tenant: String, service: String, record: ContextRecord, inputs: [PostedInput] = []) {
        self.tenant = tenant
        self.service = service
        self.record = record
        self.inputs = inputs
    }

    /// What decisions read.
    var context: ServiceContext { record.deciding }
}
