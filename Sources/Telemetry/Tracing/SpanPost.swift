internal import AsyncHTTPClient
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// One batch on its way to the collector: tried again where OTLP says that this helps.
struct SpanPost: Sendable {
    private enum Answer {
        case again(after: Duration?, String)
        case refused(String)
        case taken
    }

    let client: HTTPClient
    let logger: Logger
    let settings: OTLPSettings

    /// Whether the collector took it before `deadline`. A cancelled task tries once.
    func deliver(_ body: ByteBuffer, until deadline: ContinuousClock.Instant) async -> Bool {
        var pause = Duration.milliseconds(500)
        while true {
            let left = deadline - .now
            switch await once(body, timeout: max(.milliseconds(100), min(settings.timeout, left))) {
            case .taken: return true
            case .refused(let reason):
                tell("the collector refused spans", reason)
                return false
            case .again(let after, let reason):
                let wait = after ?? pause * Double.random(in: 0.5...1)
                guard ContinuousClock.now + wait < deadline, (try? await Task.sleep(for: wait)) != nil else {
                    tell("spans could not be delivered", reason)
                    return false
                }
                pause = min(pause * 2, .seconds(10))
            }
        }
    }

    private func once(_ body: ByteBuffer, timeout: Duration) async -> Answer {
        var request = HTTPClientRequest(url: settings.endpoint)
        request.method = .POST
        request.headers.replaceOrAdd(name: "content-type", value: "application/json")
        for (name, value) in settings.headers { request.headers.replaceOrAdd(name: name, value: value) }
        request.body = .bytes(body)
        let milliseconds = timeout.components.seconds * 1000 + timeout.components.attoseconds / 1_000_000_000_000_000
        do {
            let response = try await client.execute(request, timeout: .milliseconds(milliseconds))
            // Ignored: only a connection that is used again needs the body to be read.
            _ = try? await response.body.collect(upTo: 64 * 1024)
            return Self.answer(response)
        } catch {
            return .again(after: nil, "\(error)")
        }
    }

    /// OTLP/HTTP, "Failures": 429, 502, 503 and 504 may be tried again, after `Retry-After` where it is given.
    private static func answer(_ response: HTTPClientResponse) -> Answer {
        let status = Int(response.status.code)
        if (200..<300).contains(status) { return .taken }
        guard [429, 502, 503, 504].contains(status) else { return .refused("status \(status)") }
        let seconds = response.headers.first(name: "retry-after").flatMap { Int($0) }.map { Duration.seconds($0) }
        return .again(after: seconds, "status \(status)")
    }

    private func tell(_ message: Logger.Message, _ reason: String) {
        logger.warning(message, metadata: ["error": "\(reason)", "otlp.endpoint": "\(settings.endpoint)"])
    }
}
