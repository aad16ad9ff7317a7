import JSON

/// What a gateway answered.
struct GatewayReply: Sendable {
    let status: Int
    /// `X-FixOps-Cache`: `hit` where the answer was known already.
    let cache: String?
    let bytes: [UInt8]

    /// The body as JSON. Throws exit 70 where it is none.
    func json() throws -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw CommandFailure.unexpected("the gateway answered \(status) with something that is no JSON: \(error)")
        }
    }

    /// Throws the problem document (RFC 9457) as the failure it stands for; returns itself for 2xx.
    func checked() throws -> GatewayReply {
        guard !(200..<300).contains(status) else { return self }
        let problem = try? JSONValue(parsing: bytes)
        let sentence =
            problem?["detail"]?.string ?? problem?["title"]?.string
            ?? "the gateway answered \(status): is there a FixOps gateway at this address?"
        // A scan that failed is exit 65 however it is heard of.
        if problem?["type"]?.string?.hasSuffix(":scan-failed") == true { throw CommandFailure.badInput(sentence) }
        switch status {
        case 400: throw CommandFailure.usage(sentence)
        case 401, 403: throw CommandFailure.usage("\(sentence) (set FIXOPS_TOKEN)")
        case 404, 405, 409, 413, 415, 422: throw CommandFailure.badInput(sentence)
        case 429, 502, 503, 504: throw CommandFailure.unavailable(sentence)
        default: throw CommandFailure.unexpected(sentence)
        }
    }
}
