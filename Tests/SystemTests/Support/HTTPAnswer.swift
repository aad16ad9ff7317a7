import AsyncHTTPClient
import JSON
import NIOCore
import NIOHTTP1

/// What a server answered.
struct HTTPAnswer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    var json: JSONValue? { try? JSONValue(parsing: body) }
    var text: String { String(decoding: body, as: UTF8.self) }

    static func get(_ url: String) async throws -> HTTPAnswer { try await send(.GET, url) }

    static func post(_ url: String, _ body: [UInt8], headers: [String: String] = [:]) async throws -> HTTPAnswer {
        try await send(.POST, url, body, headers: headers)
    }

    /// Announces a body of `length` bytes and sends `beginning` of it and no more.
    static func stall(_ url: String, length: Int, beginning: [UInt8]) async throws -> HTTPAnswer {
        let (chunks, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        defer { continuation.finish() }
        continuation.yield(ByteBuffer(bytes: beginning))
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.body = .stream(chunks, length: .known(Int64(length)))
        return try await answer(to: request)
    }

    static func send(
        _ method: HTTPMethod, _ url: String, _ body: [UInt8]? = nil, headers: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        var request = HTTPClientRequest(url: url)
        request.method = method
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        return try await answer(to: request)
    }

    private static func answer(to request: HTTPClientRequest) async throws -> HTTPAnswer {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(90))
        let buffer = try await response.body.collect(upTo: 256 * 1024 * 1024)
        let pairs = response.headers.map { ($0.name.lowercased(), $0.value) }
        return HTTPAnswer(
            status: Int(response.status.code), headers: Dictionary(pairs) { first, _ in first },
            body: Array(buffer.readableBytesView))
    }
}
