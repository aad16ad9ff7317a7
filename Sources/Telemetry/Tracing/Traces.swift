public import Logging
internal import Tracing

/// The process's traces: off until OpenTelemetry's environment variables name a collector.
public enum Traces {
    /// Routes every span of the process to the exporter that this gives, which is to be run as a service; nil where
    /// nothing is exported. Call once, after `MetricsExporter.bootstrap` and before the first tracer is asked for.
    public static func bootstrap(process: String, logger: Logger) -> SpanExporter? {
        SpanQueue.register()
        guard let settings = OTLPSettings(process: process) else { return nil }
        for warning in settings.warnings { logger.warning("\(warning)") }
        let queue = SpanQueue(limit: settings.queueLimit)
        InstrumentationSystem.bootstrap(FleetTracer(queue: queue, sampler: settings.sampler))
        logger.info("spans are exported", metadata: ["otlp.endpoint": "\(settings.endpoint)"])
        return SpanExporter(settings: settings, queue: queue, logger: logger)
    }
}
