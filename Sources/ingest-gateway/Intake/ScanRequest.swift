import Engine
import Hummingbird

/// What a caller asks for in the query of `POST /api/v1/scans`.
struct ScanRequest: Sendable {
    /// The longest wait for a decision, in seconds.
    static let longestWait = 60

    let tenant: String
    let service: String
    let source: String
    /// `auto` or the name of a format.
    let format: String
    /// How long the caller waits for the decision, in seconds; 0 is not at all.
    let wait: Int
    /// `traceparent` of the request; empty for none.
    let trace: String

    init(tenant: String, service: String, source: String, format: String, wait: Int = 0, trace: String) {
        self.tenant = tenant
        self.service = service
        self.source = source
        self.format = format
        self.wait = wait
        self.trace = trace
    }

    /// Throws a `badRequest` problem for what is missing, unknown or malformed.
    init(query text: String?, tenant: String, trace: String) throws(Problem) {
        self.tenant = tenant
        self.trace = trace
        let query = try QueryString(text, known: ["service", "source", "format", "wait"])
        guard let service = query["service"] else {
            throw Problem(.badRequest, "say which service the report is of: /api/v1/scans?service=NAME")
        }
        self.service = try Names.checked(service, as: "service")
        source = try Names.checked(query["source"] ?? "default", as: "source")
        format = query["format"] ?? "auto"
        guard format == "auto" || ReportFormat.named(format) != nil else {
            throw Problem(
                .badRequest,
                "format=\(format) is unknown, the nearest is \(ReportFormat.nearest(to: format)); known are auto, "
                    + ReportFormat.names.joined(separator: ", "))
        }
        wait = try query.number("wait", in: 0...Self.longestWait, or: 0)
    }
}
