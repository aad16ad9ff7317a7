/// The checklist of a service, and the pack that fits it: both follow from its context and nothing else.
///
/// What is not declared is never taken as harmless: it is `unknown`, and the facts that the list depends on are
/// demanded first.
public struct GuardrailList: Hashable, Sendable {
    /// In a fixed order: who and what it is, its data, how it is reached, what is posted of it.
    public let guardrails: [Guardrail]
    /// The built-in pack that fits.
    public let pack: String
    /// Why that pack, as the declared fact; nil for `default`.
    public let packReason: String?

    /// - Parameter policy: the policy whose demanded inputs count.
    public init(_ context: ServiceContext, policy: Policy) {
        var list = Checklist()
        list.addFacts(context)
        list.addData(context)
        list.addReach(context)
        list.addInputs(context, policy)
        guardrails = list.guardrails
        (pack, packReason) = Self.pack(for: context)
    }

    private static func pack(for context: ServiceContext) -> (String, String?) {
        let scopes = (context.compliance ?? []).map(\.description)
        if scopes.contains("fedramp") { return (Policy.fedRAMP.name, "it falls under fedramp") }
        if scopes.contains("bod-26-04") { return (Policy.bod2604.name, "it falls under bod-26-04") }
        if context.criticality == .critical { return (Policy.strict.name, "its criticality is critical") }
        if let safety = context.safety, [.critical, .catastrophic].contains(safety) {
            return (Policy.strict.name, "its safety impact is \(safety.rawValue)")
        }
        if let data = Checklist.guarded(context).first {
            return (Policy.strict.name, "it handles \(data.rawValue) data")
        }
        return (Policy.standard.name, nil)
    }
}

/// The list while it is made.
private struct Checklist {
    private(set) var guardrails: [Guardrail] = []

    /// Data that harms somebody else when it is lost.
    static func guarded(_ context: ServiceContext) -> [DataClass] {
        (context.dataClasses ?? []).filter { [.credentials, .financial, .health, .payment, .personal].contains($0) }
    }

    mutating func addFacts(_ context: ServiceContext) {
        for fact in ContextFact.business {
            add(
                "declare-" + fact.rawValue.replacing("_", with: "-"), context.knows(fact) ? .met : .unmet,
                "Declare \(fact.words).", "every service")
        }
    }

    mutating func addData(_ context: ServiceContext) {
        let scopes: [(DataClass, String)] = [(.health, "hipaa"), (.payment, "pci-dss"), (.personal, "gdpr")]
        for (data, scope) in scopes where context.dataClasses?.contains(data) == true {
            let isNamed = context.compliance?.contains { $0.description == scope }
            add(
                "scope-\(scope)", state(isNamed), "Say whether \(scope) applies, and hold to it where it does.",
                "it handles \(data.rawValue) data")
        }
        for data in Self.guarded(context).prefix(1) {
            add(
                "authentication-for-data", state(context.authRequired), "Ask for authentication before the data.",
                "it handles \(data.rawValue) data")
        }
    }

    mutating func addReach(_ context: ServiceContext) {
        guard context.exposure == .open else { return }
        add(
            "web-application-firewall", state(context.waf), "Put a web application firewall before it.",
            "its exposure is open")
        add(
            "authentication-when-open", state(context.authRequired),
            "Ask for authentication, or say that it is public.",
            "its exposure is open")
        guard context.environment.map({ $0 != .production }) == true else { return }
        add(
            "no-open-environment", .unmet, "Take it out of the internet's reach: only production needs to be open.",
            "its environment is \(context.environment?.rawValue ?? "?")")
    }

    /// What should be posted, and whether the policy demands it: a scan that nobody demands is forgotten one day.
    mutating func addInputs(_ context: ServiceContext, _ policy: Policy) {
        guard let workload = context.workload else { return }
        let demanded = policy.rules.requirements.filter { $0.applies(to: context) }.flatMap(\.inputs)
        for kind in Self.inputs(of: workload) {
            add(
                "demand-\(kind.rawValue)", demanded.contains { $0.kind == kind } ? .met : .unmet,
                "Let its policy demand \(kind.words) (`requires`).", "its workload is \(workload.rawValue)")
        }
    }

    private static func inputs(of workload: Workload) -> [InputKind] {
        switch workload {
        case .application, .function: [.sbom, .codeScan, .secretScan]
        case .container: [.sbom, .imageScan]
        case .infrastructure: [.iacScan]
        case .softwareLibrary: [.sbom, .codeScan]
        }
    }

    private func state(_ isMet: Bool?) -> Guardrail.State { isMet.map { $0 ? .met : .unmet } ?? .unknown }

    private mutating func add(_ id: String, _ state: Guardrail.State, _ text: String, _ because: String) {
        guardrails.append(Guardrail(id: id, state: state, text: text, because: because))
    }
}
