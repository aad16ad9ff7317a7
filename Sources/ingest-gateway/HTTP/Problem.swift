import Hummingbird
import JSON

/// A refusal, answered as a problem document (RFC 9457).
struct Problem: Error {
    let kind: ProblemKind
    /// A sentence that says what was wrong and what to do.
    let detail: String
    var headers = HTTPFields()
    /// Members beyond the standard's five.
    var members: [String: JSONValue] = [:]

    init(_ kind: ProblemKind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// A refusal that may be gone in `seconds`.
    init(_ kind: ProblemKind, _ detail: String, retryAfter seconds: Int) {
        self.init(kind, detail)
        headers[.retryAfter] = String(seconds)
    }

    /// The document; `instance` is the path of the request.
    func response(instance: String) -> Response {
        Answer.json(
            kind.status, document(instance: instance).canonical, type: "application/problem+json", headers: headers)
    }

    func document(instance: String) -> JSONValue {
        var document = members
        document["detail"] = .string(detail)
        document["instance"] = .string(instance)
        document["status"] = .integer(Int64(kind.status.code))
        document["title"] = .string(kind.title)
        document["type"] = .string("urn:fixops:problem:\(kind.rawValue)")
        return .object(document)
    }
}
