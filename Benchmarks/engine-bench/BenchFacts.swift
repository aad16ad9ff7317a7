import Engine

/// Facts to judge: from a seed, so that each run judges the same.
enum BenchFacts {
    /// Every fact known.
    static let points: [RuleInput] = {
        var random = SeededGenerator(seed: 1)
        return (0..<4_096).map { _ in input(&random) }
    }()

    /// Exploitation and exposure are distributions.
    static let uncertain: [RuleInput] = {
        var random = SeededGenerator(seed: 2)
        return (0..<4_096).map { _ in
            var input = input(&random)
            input.table.exploitation = distribution(&random)
            input.table.exposure = distribution(&random)
            return input
        }
    }()

    /// A scan of at most 90,000 vulnerabilities with one CVE each, one in a hundred of them in KEV.
    static func scan(of size: Int) -> EnrichedFacts {
        var random = SeededGenerator(seed: 3)
        let numbers = (0..<size).map { String(10_000 + $0) }
        let cves = numbers.map { number in
            CVEFacts(
                cve: "CVE-2024-" + number, epssE5: Int.random(in: 0...100_000, using: &random),
                isInKEV: Int.random(in: 0..<100, using: &random) == 0, isRansomware: false)
        }
        let findings = numbers.compactMap { number in
            Fingerprint(hex: String(repeating: "0", count: 27) + number).map { fingerprint in
                FindingFacts(
                    fingerprint: fingerprint, kind: .vulnerability, severity: .high, scoreTenths: 75,
                    cves: ["CVE-2024-" + number], isSuppressed: false)
            }
        }
        return EnrichedFacts(
            facts: Facts(format: "sarif-2.1.0", state: .checked, findings: findings), cves: cves,
            context: ServiceContext(automatable: true, exposure: .controlled, humanImpact: .high),
            coverage: ["epss", "kev", "report"].map { Coverage(input: $0, state: .checked) })
    }

    private static func input(_ random: inout SeededGenerator) -> RuleInput {
        let isInKEV = Int.random(in: 0..<100, using: &random) == 0
        return RuleInput(
            table: TableInput(
                automatable: point(&random), exploitation: isInKEV ? Distribution(.active) : point(&random),
                exposure: point(&random), humanImpact: point(&random), isInKEV: isInKEV,
                technicalImpact: point(&random)),
            epss: Double.random(in: 0...1, using: &random),
            local: LocalFacts(reachable: Bool.random(using: &random), waf: Bool.random(using: &random)))
    }

    private static func point<Value>(_ random: inout SeededGenerator) -> Distribution<Value> {
        Value.allCases.randomElement(using: &random).map { Distribution($0) } ?? .uniform
    }

    private static func distribution<Value>(_ random: inout SeededGenerator) -> Distribution<Value> {
        let raw = Value.allCases.map { _ in Double.random(in: 0.05...1, using: &random) }
        let sum = raw.reduce(0, +)
        return Distribution(weights: raw.map { $0 / sum }) ?? .uniform
    }
}
