public import Tracing

extension InstrumentationSystem {
    /// The process's tracer; nil where spans are not exported, so that whoever holds it pays one comparison.
    public static var enabledTracer: (any Tracer)? {
        let tracer = InstrumentationSystem.tracer
        return tracer is NoOpTracer ? nil : tracer
    }
}
