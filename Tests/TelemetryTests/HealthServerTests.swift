import CoreMetrics
import Glibc
import Logging
import Testing

@testable import Telemetry

@Suite("Health server")
struct HealthServerTests {
    @Test("health, readiness and metrics answer on one port")
    func answers() async throws {
        let exporter = MetricsExporter()
        exporter.makeCounter(label: "seen", dimensions: []).increment(by: 4)
        try await withServer(exporter, health: nil, ready: "Redis is away") { port in
            let health = try get("/health", port: port)
            #expect(health.hasPrefix("HTTP/1.1 200"))
            #expect(health.hasSuffix(#"{"status":"ok"}"#))
            let ready = try get("/ready", port: port)
            #expect(ready.hasPrefix("HTTP/1.1 503"))
            #expect(ready.hasSuffix(#"{"reason":"Redis is away","status":"failing"}"#))
            let metrics = try get("/metrics", port: port)
            #expect(metrics.lowercased().contains("content-type: text/plain; version=0.0.4"))
            #expect(metrics.contains("seen_total 4\n"))
            #expect(metrics.contains("process_resident_memory_bytes "))
        }
    }

    private func withServer(
        _ exporter: MetricsExporter, health: String?, ready: String?, _ body: @escaping @Sendable (Int) throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let address = ListenAddress(host: "127.0.0.1", port: 0)
        let server = HealthServer(
            address: address, exporter: exporter, logger: Logger(label: "test"), health: { health }, ready: { ready },
            onListening: { continuation.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            for await port in ports {
                try body(port)
                break
            }
            group.cancelAll()
            try? await group.waitForAll()  // Ignored: the server ends by cancellation.
        }
    }

    /// A whole HTTP exchange over a socket of its own, as text.
    private func get(_ path: String, port: Int) throws -> String {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        let request = Array("GET \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".utf8)
        try #require(write(socket, request, request.count) == request.count)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(socket, &buffer, buffer.count), count > 0 { answer += buffer[..<count] }
        return String(decoding: answer, as: UTF8.self)
    }
}

@Suite("Listen addresses")
struct ListenAddressTests {
    @Test(
        "host and port are read",
        arguments: [
            ("127.0.0.1:9100", "127.0.0.1", 9100), ("[::1]:80", "::1", 80), (":8080", "0.0.0.0", 8080),
            ("localhost:0", "localhost", 0),
        ])
    func read(text: String, host: String, port: Int) throws {
        let address = try #require(ListenAddress(text))
        #expect(address == ListenAddress(host: host, port: port))
    }

    @Test("anything else is refused", arguments: ["", "9100", "host:", "host:99999", "::1:80", "a:b:c"])
    func refused(text: String) { #expect(ListenAddress(text) == nil) }

    @Test("only this machine's addresses are loopback")
    func loopback() {
        #expect(ListenAddress(host: "127.0.0.2", port: 1).isLoopback)
        #expect(!ListenAddress(host: "0.0.0.0", port: 1).isLoopback)
    }
}
