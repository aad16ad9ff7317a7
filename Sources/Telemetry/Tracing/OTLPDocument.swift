internal import JSON
internal import TraceContext
internal import Tracing

/// Spans in OTLP's JSON encoding (opentelemetry-proto, `ExportTraceServiceRequest`): ids in hex, enums as numbers, 64-bit
/// numbers as text.
enum OTLPDocument {
    static func bytes(_ spans: [SpanRecord], resource: [String: String]) -> [UInt8] {
        let scope: JSONValue = ["scope": ["name": "fixops"], "spans": .array(spans.map(json))]
        let attributes = resource.sorted { $0.key < $1.key }.map {
            attribute($0.key, ["stringValue": .string($0.value)])
        }
        let root: JSONValue = [
            "resourceSpans": [["resource": ["attributes": .array(attributes)], "scopeSpans": [scope]]]
        ]
        return root.canonical
    }

    private static func json(_ span: SpanRecord) -> JSONValue {
        var members: [String: JSONValue] = [
            "attributes": json(span.attributes),
            "endTimeUnixNano": .string("\(span.endedAt)"),
            "flags": 1,
            "kind": .integer(kind(span.kind)),
            "name": .string(span.name),
            "spanId": .string(span.identity.spanText),
            "startTimeUnixNano": .string("\(span.startedAt)"),
            "traceId": .string(span.identity.trace.description),
        ]
        if span.parentSpan != 0 { members["parentSpanId"] = .string(TraceParent.spanText(span.parentSpan)) }
        if !span.events.isEmpty { members["events"] = .array(span.events.map(json)) }
        if !span.links.isEmpty { members["links"] = .array(span.links.map(json)) }
        if let status = span.status { members["status"] = json(status) }
        return .object(members)
    }

    private static func json(_ event: SpanEvent) -> JSONValue {
        [
            "attributes": json(event.attributes), "name": .string(event.name),
            "timeUnixNano": .string("\(event.nanosecondsSinceEpoch)"),
        ]
    }

    private static func json(_ link: TraceParent) -> JSONValue {
        ["spanId": .string(link.spanText), "traceId": .string(link.trace.description)]
    }

    private static func json(_ status: SpanStatus) -> JSONValue {
        var members: [String: JSONValue] = ["code": status.code == .ok ? 1 : 2]
        if let message = status.message { members["message"] = .string(message) }
        return .object(members)
    }

    private static func json(_ attributes: SpanAttributes) -> JSONValue {
        var list: [JSONValue] = []
        // The attributes are no sequence.
        // swift-format-ignore: ReplaceForEachWithForLoop
        attributes.forEach { name, value in list.append(attribute(name, json(value))) }
        return .array(list)
    }

    private static func attribute(_ name: String, _ value: JSONValue) -> JSONValue {
        ["key": .string(name), "value": value]
    }

    private static func json(_ value: SpanAttribute) -> JSONValue {
        switch value {
        case .bool(let flag): ["boolValue": .bool(flag)]
        case .double(let number) where number.isFinite: ["doubleValue": .number(number)]
        case .int32(let number): ["intValue": .string("\(number)")]
        case .int64(let number): ["intValue": .string("\(number)")]
        case .string(let text): ["stringValue": .string(text)]
        case .stringArray(let texts):
            ["arrayValue": ["values": .array(texts.map { ["stringValue": .string($0)] })]]
        case .stringConvertible(let value): ["stringValue": .string(value.description)]
        default: ["stringValue": .string("\(value)")]
        }
    }

    private static func kind(_ kind: SpanKind) -> Int64 {
        switch kind {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }
}
