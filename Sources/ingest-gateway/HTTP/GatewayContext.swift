import Hummingbird

/// What a handler knows of its request beside the request: above all who asks.
struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by `Route` before a guarded handler runs. On open paths it may do nothing and belongs to no tenant.
    var principal = Principal(tenant: "", scopes: [])

    init(source: Source) { coreContext = .init(source: source) }

    /// The tenant that everything the request touches belongs to.
    var tenant: String { principal.tenant }
}
