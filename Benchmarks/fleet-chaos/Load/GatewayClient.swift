import AsyncHTTPClient
import JSON
import NIOCore
import NIOHTTP1
import NIOPosix

/// Speaks HTTP with the gateways, without patience: whoever is dead is dead at once.
struct GatewayClient: Sendable {
    struct Reply: Sendable {
        let status: Int
        let isHit: Bool
        let retryAfter: Int?
        let bytes: [UInt8]

        /// The JSON object of the body; nil where it is none.
        var json: JSONValue? { try? JSONValue(parsing: bytes) }
    }

    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration(timeout: .init(connect: .seconds(3)))
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    func get(_ url: String) async throws -> Reply { try await send(HTTPClientRequest(url: url), limit: 10) }

    /// `method` is POST or PUT.
    func send(
        _ body: [UInt8], to url: String, method: HTTPMethod = .POST, headers: [(String, String)] = [], limit: Int = 30
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await send(request, limit: limit)
    }

    private func send(_ request: HTTPClientRequest, limit: Int) async throws -> Reply {
        let response = try await Self.http.execute(request, timeout: .seconds(Int64(limit)))
        let buffer = try await response.body.collect(upTo: 16 << 20)
        return Reply(
            status: Int(response.status.code), isHit: response.headers.first(name: "x-fixops-cache") == "hit",
            retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) },
            bytes: Array(buffer.readableBytesView))
    }
}
