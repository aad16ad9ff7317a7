internal import Glibc

/// Where and how spans are exported: OpenTelemetry's own environment variables, as its SDK specification defines them.
struct OTLPSettings: Sendable {
    /// The full address of the traces' endpoint.
    let endpoint: String
    let headers: [(String, String)]
    let resource: [String: String]
    let sampler: Sampler
    let batchSize: Int
    let delay: Duration
    let queueLimit: Int
    let timeout: Duration
    /// What was set and is not understood: its default holds, as the specification demands.
    let warnings: [String]

    /// Nil where nothing asks for an export. `read` gives a variable's value.
    init?(process: String, read: (String) -> String? = OTLPSettings.environment) {
        func value(_ name: String) -> String? { read(name).flatMap { $0.isEmpty ? nil : $0 } }
        var warnings: [String] = []
        guard value("OTEL_SDK_DISABLED")?.lowercased() != "true", value("OTEL_TRACES_EXPORTER") ?? "otlp" == "otlp",
            let endpoint = Self.endpoint(value)
        else { return nil }
        self.endpoint = endpoint
        headers = Self.pairs(
            value("OTEL_EXPORTER_OTLP_TRACES_HEADERS") ?? value("OTEL_EXPORTER_OTLP_HEADERS") ?? "", &warnings)
        var resource = Dictionary(Self.pairs(value("OTEL_RESOURCE_ATTRIBUTES") ?? "", &warnings)) { $1 }
        resource["service.name"] = value("OTEL_SERVICE_NAME") ?? resource["service.name"] ?? process
        self.resource = resource
        let name = value("OTEL_TRACES_SAMPLER") ?? "parentbased_always_on"
        let sampler = Sampler(name: name, argument: value("OTEL_TRACES_SAMPLER_ARG"))
        if sampler == nil { warnings.append("OTEL_TRACES_SAMPLER or its _ARG is unknown: every trace is recorded") }
        self.sampler = sampler ?? .standard
        func number(_ name: String, _ fallback: Int) -> Int {
            guard let text = value(name) else { return fallback }
            if let number = Int(text), number > 0 { return number }
            warnings.append("\(name) is no whole number above 0: \(fallback) holds")
            return fallback
        }
        queueLimit = number("OTEL_BSP_MAX_QUEUE_SIZE", 2_048)
        batchSize = min(number("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 512), queueLimit)
        delay = .milliseconds(number("OTEL_BSP_SCHEDULE_DELAY", 5_000))
        timeout = .milliseconds(
            number("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", number("OTEL_EXPORTER_OTLP_TIMEOUT", 10_000)))
        let encoding = value("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") ?? value("OTEL_EXPORTER_OTLP_PROTOCOL")
        if let encoding, encoding != "http/json" {
            warnings.append("spans go out as http/json, not as \(encoding): the endpoint must speak OTLP over HTTP")
        }
        self.warnings = warnings
    }

    /// The signal's own address as it stands, or the common one with the signal's path.
    private static func endpoint(_ value: (String) -> String?) -> String? {
        if let own = value("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") { return own }
        return value("OTEL_EXPORTER_OTLP_ENDPOINT").map { $0.hasSuffix("/") ? $0 + "v1/traces" : $0 + "/v1/traces" }
    }

    /// `key=value,key=value`, values percent-encoded, as W3C Baggage writes them.
    private static func pairs(_ text: String, _ warnings: inout [String]) -> [(String, String)] {
        text.split(separator: ",").compactMap { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
            guard pair.count == 2, !pair[0].isEmpty, let value = decoded(pair[1]) else {
                warnings.append("a part of OTEL_EXPORTER_OTLP_HEADERS or OTEL_RESOURCE_ATTRIBUTES is no key=value")
                return nil
            }
            return (pair[0], value)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(String(rest.prefix(2)) ?? "", radix: 16) else { return nil }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
