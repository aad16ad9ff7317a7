internal import Tracing

/// OpenTelemetry's semantic conventions for messaging, as far as a queue of jobs knows them.
enum MessagingAttributes {
    static func of(_ message: Message, stage: StageName, operation: String) -> SpanAttributes {
        var attributes: SpanAttributes = [
            "fixops.class": .string(message.jobClass.rawValue),
            "fixops.job.id": .string(message.job),
            "messaging.destination.name": .string(stage.rawValue),
            "messaging.operation.name": .string(operation),
            "messaging.operation.type": .string(operation),
            "messaging.system": "redis",
        ]
        if !message.scan.isEmpty { attributes["fixops.scan.id"] = message.scan }
        return attributes
    }
}
