import Foundation
import Redis
import TestSupport
import Testing

@Suite(
    "TLS to Redis", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct RedisTLSTests {
    /// A server whose certificate is for `localhost` and signed by itself.
    private func secured(_ body: (_ port: Int, _ certificate: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fixops-tls-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (key, certificate) = (folder.appending(path: "key.pem").path, folder.appending(path: "cert.pem").path)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
        let port = PrivateRedis.freePort()
        let server = try PrivateRedis([
            "--tls-port", "\(port)", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file",
            certificate, "--tls-auth-clients", "no",
        ])
        try await body(port, certificate)
        server.kill()
    }

    @Test("a trusted server is spoken to, in small commands and large ones")
    func trusted() async throws {
        try await secured { port, certificate in
            let endpoint = try RedisEndpoint("rediss://localhost:\(port)?ca=\(certificate)")
            let connection = RedisConnection(endpoint, name: "tls")
            #expect(try await connection.send(RedisCommand("PING")) == .status("PONG"))
            let value = [UInt8](repeating: 9, count: 4 << 20)
            let commands = (0..<4).map { _ in
                var command = RedisCommand("ECHO")
                command.append(value)
                return command
            }
            #expect(try await connection.pipeline(commands).allSatisfy { $0 == .bulk(value) })
            let many = try await connection.pipeline((0..<2_000).map { RedisCommand("ECHO", String($0)) })
            #expect(many.last == .bulk(Array("1999".utf8)))
            #expect(try await connection.send(RedisCommand("PING")) == .status("PONG"))
        }
    }

    @Test("a server with an unknown certificate, or another name than asked for, is refused")
    func refused() async throws {
        try await secured { port, certificate in
            for url in ["rediss://localhost:\(port)", "rediss://127.0.0.1:\(port)?ca=\(certificate)"] {
                let connection = RedisConnection(try RedisEndpoint(url), name: "tls")
                await #expect {
                    try await connection.send(RedisCommand("PING"))
                } throws: { error in
                    if case RedisError.connect(let reason) = error { reason.contains("TLS") } else { false }
                }
            }
        }
    }

    @Test("authorities that cannot be read are a mistake of the configuration")
    func noAuthorities() async throws {
        try await secured { port, _ in
            let connection = RedisConnection(
                try RedisEndpoint("rediss://localhost:\(port)?ca=/nowhere.pem"), name: "tls")
            await #expect {
                try await connection.send(RedisCommand("PING"))
            } throws: { error in
                if case RedisError.configuration = error { true } else { false }
            }
        }
    }
}
