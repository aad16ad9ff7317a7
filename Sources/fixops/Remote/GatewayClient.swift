import AsyncHTTPClient
import FoundationEssentials
import JSON
import NIOCore
import NIOHTTP1
import NIOPosix

/// Talks to a gateway over HTTP.
struct GatewayClient: Sendable {
    private static let answerLimit = 256 * 1024 * 1024

    /// Refuses at once where nobody listens; the shared client tries for 30 seconds. Lives as long as the process.
    static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration(timeout: .init(connect: .seconds(5)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    let base: String
    let token: String?

    func get(_ path: String) async throws -> GatewayReply { try await send(.GET, path, body: nil, limit: .seconds(30)) }

    func post(_ path: String, body: [UInt8], limit: Duration) async throws -> GatewayReply {
        try await send(.POST, path, body: body, limit: limit)
    }

    /// Sends `value` as JSON.
    func post(_ path: String, _ value: JSONValue, limit: Duration = .seconds(30)) async throws -> GatewayReply {
        try await send(.POST, path, body: value.canonical, limit: limit)
    }

    /// Sends `value` as JSON.
    func put(_ path: String, _ value: JSONValue) async throws -> GatewayReply {
        try await send(.PUT, path, body: value.canonical, limit: .seconds(30))
    }

    /// Sends `value` as JSON.
    func patch(_ path: String, _ value: JSONValue) async throws -> GatewayReply {
        try await send(.PATCH, path, body: value.canonical, limit: .seconds(30))
    }

    func delete(_ path: String) async throws -> GatewayReply {
        try await send(.DELETE, path, body: nil, limit: .seconds(30))
    }

    /// Whether `/ready` answers 200.
    func isReady() async -> Bool { (try? await get("/ready").status) == 200 }

    /// `/api/v1/NAME/…?key=value…` with every part escaped.
    static func path(_ parts: [String], query: [(String, String)] = []) -> String {
        let path = "/api/v1/" + parts.map(\.percentEscaped).joined(separator: "/")
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0.0.percentEscaped)=\($0.1.percentEscaped)" }.joined(separator: "&")
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case is IOError, is NIOConnectionError: "nobody listens there, or there is no such host"
        case let error as HTTPClientError where [.connectTimeout, .deadlineExceeded, .readTimeout].contains(error):
            "no answer in time"
        default: "\(error)"
        }
    }

    private func send(
        _ method: HTTPMethod, _ path: String, body: [UInt8]?, limit: Duration
    ) async throws -> GatewayReply {
        guard base.hasPrefix("http://") || base.hasPrefix("https://") else {
            throw CommandFailure.usage("\(base) is no URL: it begins with http:// or https://")
        }
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        do {
            let response = try await Self.http.execute(request, timeout: TimeAmount(limit))
            let buffer = try await response.body.collect(upTo: Self.answerLimit)
            return GatewayReply(
                status: Int(response.status.code), cache: response.headers.first(name: "x-fixops-cache"),
                bytes: Array(buffer.readableBytesView))
        } catch {
            throw CommandFailure.unavailable(
                "\(base) does not answer (\(Self.reason(error))): start a fleet here with `fixops up`, or give the address of "
                    + "one with --url (FIXOPS_URL)")
        }
    }
}

extension String {
    /// Everything but RFC 3986's unreserved characters as %XX.
    fileprivate var percentEscaped: String {
        utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-._~".utf8.contains(byte)
            let hex = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + hex
        }.joined()
    }
}
