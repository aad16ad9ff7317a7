/// A service's context as distributions: what is declared is certain, the rest has the policy's prior.
struct ContextPoint {
    let exposure: Distribution<Exposure>
    let humanImpact: Distribution<HumanImpact>
    let local: LocalFacts

    init(_ context: ServiceContext, priors: Priors) {
        exposure = context.exposure.map { Distribution($0) } ?? priors.exposure
        humanImpact = context.humanImpact.map { Distribution($0) } ?? priors.humanImpact
        local = LocalFacts(authRequired: context.authRequired, reachable: context.reachable, waf: context.waf)
    }
}
