/// A service's context as distributions: what is declared is certain, the rest has the policy's prior.
struct ContextPoint {
    let automatable: Distribution<Automatable>
    let exposure: Distribution<Exposure>
    let humanImpact: Distribution<HumanImpact>
    let local: LocalFacts
    /// For each fact that was not declared and has a distribution, the reason that says so; sorted by fact.
    let unknown: [Reason]

    init(_ context: ServiceContext, priors: Priors) {
        automatable = context.automatable.map { Distribution($0 ? .yes : .no) } ?? priors.automatable
        exposure = context.exposure.map { Distribution($0) } ?? priors.exposure
        humanImpact = context.humanImpact.map { Distribution($0) } ?? priors.humanImpact
        local = LocalFacts(authRequired: context.authRequired, reachable: context.reachable, waf: context.waf)
        var unknown: [Reason] = []
        if context.automatable == nil { unknown.append(Self.reason("automatable", automatable.summary)) }
        if context.exposure == nil { unknown.append(Self.reason("exposure", exposure.summary)) }
        if context.humanImpact == nil { unknown.append(Self.reason("human_impact", humanImpact.summary)) }
        self.unknown = unknown
    }

    static func reason(_ fact: String, _ assumed: String) -> Reason {
        Reason(.unknownFact, ["assumed": assumed, "fact": fact])
    }
}
