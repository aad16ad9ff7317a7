import Hummingbird
import Logging
import TraceContext

/// What a handler knows of its request beside the request: above all who asks.
struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by `Route` before a guarded handler runs. On open paths it may do nothing and belongs to no tenant.
    var principal = Principal(tenant: "", scopes: [])
    /// `traceparent` of what the request does: its span's where spans are exported, else its caller's; empty for none.
    var trace = ""

    init(source: Source) { coreContext = .init(source: source) }

    /// The request's logger, whose lines name its trace.
    var tracedLogger: Logger {
        var traced = logger
        if let parent = TraceParent(trace) { traced[metadataKey: "trace_id"] = .string(parent.trace.description) }
        return traced
    }

    /// The tenant that everything the request touches belongs to.
    var tenant: String { principal.tenant }
}
