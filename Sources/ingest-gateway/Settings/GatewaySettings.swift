import Fleet
import Stages
import Telemetry

/// What the gateway can be told, checked.
struct GatewaySettings: Sendable {
    let bodyLimit: Int
    let bodySeconds: Int
    /// Whether a report of an unknown service creates it.
    let createsServices: Bool
    let inflightBytes: Int
    let listen: ListenAddress
    let queueLimit: Int
    let queueSeconds: Int
    let token: String?
    let webhookGitHubSecret: String?

    /// Throws `SettingError` for what is malformed, and for an open door: a public address without a token.
    init(_ options: GatewayOptions, _ reader: SettingReader) throws(SettingError) {
        bodyLimit = try reader.number(
            .bodyLimit, flag: options.bodyLimit, default: 64 * 1024 * 1024, in: 1...(64 << 20), unit: " of bytes")
        bodySeconds = try reader.number(
            .bodySeconds, flag: options.bodySeconds, default: 120, in: 1...86_400, unit: " of seconds")
        createsServices = try reader.value(
            .services, flag: options.services, default: true, expected: "open or declared"
        ) { ["open": true, "declared": false][$0] }
        inflightBytes = try reader.number(
            .inflightBytes, flag: options.inflightBytes, default: 256 * 1024 * 1024, in: 1...(1 << 40),
            unit: " of bytes")
        listen = try reader.value(
            .listen, flag: options.listen, default: ListenAddress(host: "127.0.0.1", port: 8080), expected: "HOST:PORT",
            parse: ListenAddress.init)
        queueLimit = try reader.number(
            .queueLimit, flag: options.queueLimit, default: 100_000, in: 0...100_000_000)
        queueSeconds = try reader.number(
            .queueSeconds, flag: options.queueSeconds, default: 60, in: 1...86_400, unit: " of seconds")
        token = reader.text(.token, flag: options.token)
        webhookGitHubSecret = reader.text(.webhookGitHubSecret, flag: options.webhookGitHubSecret)
        guard token != nil || listen.isLoopback else {
            throw SettingError(
                "FIXOPS_LISTEN is \(listen), which others can reach: set FIXOPS_TOKEN, or listen on 127.0.0.1")
        }
    }

    /// For the log line at the start, without secrets.
    var summary: [SettingName: String] {
        [
            .bodyLimit: String(bodyLimit), .bodySeconds: String(bodySeconds), .inflightBytes: String(inflightBytes),
            .listen: listen.description,
            .queueLimit: String(queueLimit), .queueSeconds: String(queueSeconds),
            .services: createsServices ? "open" : "declared",
            .token: token == nil ? "none" : "set", .webhookGitHubSecret: webhookGitHubSecret == nil ? "none" : "set",
        ]
    }
}
