/// What a file says of a service.
public struct ContextReading: Hashable, Sendable {
    public let record: ContextRecord
    public let source: ContextSource
    /// The service that the file names, if it names one.
    public let service: String?
    /// What was left unknown and why: sentences for people.
    public let notes: [String]

    init(_ record: ContextRecord, _ source: ContextSource, service: String?, notes: [String] = []) {
        self.record = record
        self.source = source
        self.service = service
        self.notes = notes
    }
}
