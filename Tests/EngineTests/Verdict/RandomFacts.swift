import Hashing

@testable import Engine

/// Makes enriched facts for property tests.
struct RandomFacts {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func context() -> ServiceContext {
        ServiceContext(
            authRequired: pick([nil, true, false]), automatable: pick([nil, true, false]),
            compliance: pick([nil, [], ["gdpr", "pci-dss"].compactMap { ComplianceScope($0) }]),
            criticality: pick([nil] + Criticality.allCases), dataClasses: pick([nil, [], [.health, .payment]]),
            environment: pick([nil] + ServiceEnvironment.allCases), exposure: pick([nil] + Exposure.allCases),
            humanImpact: pick([nil] + HumanImpact.allCases), missionImpact: pick([nil] + MissionImpact.allCases),
            owner: pick([nil, "team-shop"]), reachable: pick([nil, true, false]),
            safety: pick([nil] + SafetyImpact.allCases), waf: pick([nil, true, false]),
            workload: pick([nil] + Workload.allCases))
    }

    mutating func cve(_ number: Int) -> CVEFacts {
        let isInKEV = Int.random(in: 0..<10, using: &generator) == 0
        let unit = Double.random(in: 0...1, using: &generator)
        return CVEFacts(
            cve: "CVE-2024-\(10_000 + number)", epssE5: pick([nil, Int(unit * unit * unit * 100_000), 0]),
            isInKEV: isInKEV, isRansomware: isInKEV && Bool.random(using: &generator))
    }

    mutating func finding(_ number: Int, cves: [String]) -> FindingFacts {
        let count = Int.random(in: 0...2, using: &generator)
        let named = Set((0..<count).compactMap { _ in cves.randomElement(using: &generator) }).sorted()
        return FindingFacts(
            fingerprint: .numbered(number), kind: pick(FindingKind.allCases), severity: pick(Severity.allCases),
            scoreTenths: nil, cves: named, isSuppressed: Int.random(in: 0..<8, using: &generator) == 0)
    }

    mutating func enriched() -> EnrichedFacts {
        let cves = (0..<Int.random(in: 0...6, using: &generator)).map { cve($0) }
        let findings = (0..<Int.random(in: 0...8, using: &generator)).map { finding($0, cves: cves.map(\.cve)) }
        return .checked(findings, cves, context())
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        // Every caller passes a list that is not empty.
        elements.randomElement(using: &generator)!
    }

    /// The same context with one known fact one step worse, for each fact.
    func worsened(_ context: ServiceContext) -> [ServiceContext] {
        func next<Value: CaseIterable & Equatable>(_ value: Value) -> Value {
            let all = Array(Value.allCases)
            return all.firstIndex(of: value).map { all[min($0 + 1, all.count - 1)] } ?? value
        }
        var contexts = [context, context, context, context]
        contexts[0].automatable = context.automatable.map { _ in true }
        contexts[1].exposure = context.exposure.map(next)
        contexts[2].humanImpact = context.humanImpact.map(next)
        contexts[3].reachable = context.reachable.map { _ in true }
        return contexts
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &generator) }
}

extension Fingerprint {
    static func numbered(_ number: Int) -> Fingerprint { Fingerprint(high: 0, low: UInt64(number)) }
}

extension EnrichedFacts {
    /// Facts all of whose inputs were checked.
    static func checked(
        _ findings: [FindingFacts], _ cves: [CVEFacts], _ context: ServiceContext = .unknown
    ) -> EnrichedFacts {
        EnrichedFacts(
            facts: Facts(format: "sarif-2.1.0", state: .checked, findings: findings), cves: cves, context: context,
            coverage: ["epss", "kev", "report"].map { Coverage(input: $0, state: .checked) })
    }

    /// One vulnerability with one CVE.
    static func single(
        epssE5: Int? = nil, isInKEV: Bool = false, _ context: ServiceContext = .unknown
    ) -> EnrichedFacts {
        .checked(
            [.vulnerability(1, ["CVE-2024-10001"])],
            [CVEFacts(cve: "CVE-2024-10001", epssE5: epssE5, isInKEV: isInKEV, isRansomware: false)], context)
    }
}

extension FindingFacts {
    static func vulnerability(_ number: Int, _ cves: [String], isSuppressed: Bool = false) -> FindingFacts {
        FindingFacts(
            fingerprint: .numbered(number), kind: .vulnerability, severity: .high, scoreTenths: nil, cves: cves,
            isSuppressed: isSuppressed)
    }

    static func rated(_ number: Int, _ kind: FindingKind, _ severity: Severity) -> FindingFacts {
        FindingFacts(
            fingerprint: .numbered(number), kind: kind, severity: severity, scoreTenths: nil, cves: [],
            isSuppressed: false)
    }
}

extension EnrichedFacts {
    var digest: Digest { Digest(of: canonical) }

    /// The same under an override of the policy.
    func under(_ override: String?) -> EnrichedFacts {
        EnrichedFacts(
            facts: facts, cves: cves, context: context, coverage: coverage, waivers: waivers, override: override)
    }
}
