/// The members of a message's JSON, found in one walk over its bytes.
struct MessageFields {
    private(set) var attempt: Int64 = 0
    private(set) var deaths: Int64 = 0
    private(set) var failedAt: Int64 = 0
    private(set) var firstTrace = ""
    private(set) var job: String?
    private(set) var jobClass: JobClass?
    private(set) var lastOwner = ""
    private(set) var minimumEpoch: Int64 = 0
    private(set) var payload: [UInt8]?
    private(set) var scan = ""
    private(set) var sequence: Int64 = 0
    private(set) var service = ""
    private(set) var source = ""
    private(set) var tenant: String?
    private(set) var timeline: [TimelineStep] = []
    private(set) var trace = ""
    private(set) var version: Int64?
    private(set) var weight: Int64 = 1

    /// Nil when `bytes` is not one object without spaces, or a known member has another type than it should.
    init?(canonical bytes: [UInt8]) {
        let isWhole = bytes.withUnsafeBufferPointer { buffer in
            var scanner = MemberScanner(buffer)
            guard scanner.open() else { return false }
            while let key = scanner.nextKey() {
                guard read(key, from: &scanner) else { return false }
            }
            return scanner.isAtEnd
        }
        guard isWhole else { return nil }
    }

    private mutating func read(_ key: MemberScanner.Key, from scanner: inout MemberScanner) -> Bool {
        if scanner.is(key, "attempt") { return scanner.integer(into: &attempt) }
        if scanner.is(key, "class") { return scanner.string().flatMap(JobClass.init).map { jobClass = $0 } != nil }
        if scanner.is(key, "deaths") { return scanner.integer(into: &deaths) }
        if scanner.is(key, "failed_at") { return scanner.integer(into: &failedAt) }
        if scanner.is(key, "first_trace") { return scanner.string().map { firstTrace = $0 } != nil }
        if scanner.is(key, "job") { return scanner.string().map { job = $0 } != nil }
        if scanner.is(key, "last_owner") { return scanner.string().map { lastOwner = $0 } != nil }
        if scanner.is(key, "min_epoch") { return scanner.integer(into: &minimumEpoch) }
        if scanner.is(key, "scan") { return scanner.string().map { scan = $0 } != nil }
        if scanner.is(key, "seq") { return scanner.integer(into: &sequence) }
        if scanner.is(key, "service") { return scanner.string().map { service = $0 } != nil }
        if scanner.is(key, "source") { return scanner.string().map { source = $0 } != nil }
        if scanner.is(key, "tenant") { return scanner.string().map { tenant = $0 } != nil }
        if scanner.is(key, "timeline") { return scanner.steps().map { timeline = $0 } != nil }
        if scanner.is(key, "trace") { return scanner.string().map { trace = $0 } != nil }
        if scanner.is(key, "v") {
            var number: Int64 = 0
            return scanner.integer(into: &number)
                && {
                    version = number
                    return true
                }()
        }
        if scanner.is(key, "weight") { return scanner.integer(into: &weight) }
        if scanner.is(key, "work") { return scanner.object().map { payload = $0 } != nil }
        return scanner.skipValue() != nil
    }
}
