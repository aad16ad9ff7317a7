import HTTPTypes
import Hummingbird
import JSON

/// Builds responses from JSON that is bytes already.
enum Answer {
    static func json(
        _ status: HTTPResponse.Status, _ body: some Collection<UInt8> & Sendable, type: String = "application/json",
        headers: HTTPFields = HTTPFields()
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    static func json(
        _ status: HTTPResponse.Status, _ value: JSONValue, headers: HTTPFields = HTTPFields()
    ) -> Response { json(status, value.canonical, headers: headers) }

    static func text(_ status: HTTPResponse.Status, _ body: String, type: String = "text/plain; charset=utf-8")
        -> Response
    { json(status, Array(body.utf8), type: type) }
}

/// Says `hit` on an answer that was known already.
let cacheHeader = HTTPField.Name("X-FixOps-Cache")!  // A valid field name: letters and dashes.
