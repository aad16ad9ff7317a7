import Foundation

@testable import Engine

/// Makes services with context, past verdicts and outcomes of a truth that is known.
struct OutcomeWorld {
    static let start = Timestamp(milliseconds: 1_780_000_000_000)
    /// When everything is looked at.
    static let end = start.adding(days: 365)
    /// P(compromise within 30 days | exploited elsewhere), by exposure.
    static let chances = [0.1, 0.4, 0.7]
    /// P(fact | compromised), P(fact | spared).
    static let shares: [LocalFact: (compromised: Double, spared: Double)] = [
        .authRequired: (0.3, 0.6), .reachable: (0.9, 0.4), .waf: (0.2, 0.5),
    ]
    /// Compromises and repairs a day of findings that are not in KEV.
    static let exploitation = 0.004
    static let remediation = 0.02

    struct History {
        var cases: [LearningCase] = []
        var outcomes: [OutcomeEvent] = []
    }

    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed &* 7_919 &+ 17) }

    static func rate(_ chance: Double) -> Double { LifecycleRates.rate(within30Days: chance) }

    static func subject(
        _ number: Int, exposure: Exposure, verdict: Verdict, isInKEV: Bool = true, facts: [LocalFact: Bool] = [:],
        openedAfter: Double = 0, closedAfter: Double? = nil
    ) -> LearningCase {
        LearningCase(
            service: "service-\(number)", finding: .numbered(number),
            cves: [CVEFacts(cve: "CVE-2024-\(10_000 + number)", epssE5: 5_000, isInKEV: isInKEV, isRansomware: false)],
            context: ServiceContext(
                authRequired: facts[.authRequired], exposure: exposure, reachable: facts[.reachable], waf: facts[.waf]),
            verdict: verdict, openedAt: time(openedAfter), closedAt: closedAfter.map { time(openedAfter + $0) })
    }

    static func time(_ days: Double) -> Timestamp {
        Timestamp(milliseconds: start.milliseconds + Int64(days * 86_400_000))
    }

    /// Cases in KEV that are watched for 30 days. Three in ten are BLOCKed and never run.
    mutating func history(cases: Int) -> History {
        var history = History()
        for number in 0..<cases {
            let place = Int.random(in: 0..<3, using: &random)
            let end = exponential(Self.rate(Self.chances[place]))
            let isBlocked = unit() < 0.3
            add(number, Exposure.allCases[place], isBlocked ? .block : .allow, end, deployed: nil, to: &history)
        }
        return history
    }

    /// Of controlled exposure: half are ALLOWed at a chance of .1; half deferred at .5, of which a fifth runs all the
    /// same.
    mutating func watched(cases: Int) -> History {
        var history = History()
        for number in 0..<cases {
            let isDeferred = number.isMultiple(of: 2)
            let end = exponential(Self.rate(isDeferred ? 0.5 : 0.1))
            let isDeployed = isDeferred && unit() < 0.2
            add(
                number, .controlled, isDeferred ? .defer : .allow, end, deployed: isDeployed ? 0.2 : nil, to: &history)
        }
        return history
    }

    /// Findings that are exploited or patched, whichever comes first, or are still open when they are looked at.
    mutating func races(cases: Int) -> History {
        var history = History()
        for number in 0..<cases {
            let opened = 280 + unit() * 80
            let (exploited, patched) = (exponential(Self.exploitation), exponential(Self.remediation))
            let isPatched = patched < exploited && opened + patched < 365
            let subject = Self.subject(
                number, exposure: .open, verdict: .allow, isInKEV: false, openedAfter: opened,
                closedAfter: isPatched ? patched : nil)
            history.cases.append(subject)
            guard exploited < patched, opened + exploited < 365 else { continue }
            // What is found out ends the finding.
            history.outcomes += [
                OutcomeEvent(
                    id: "e\(number)", kind: .exploited, at: Self.time(opened + exploited), service: subject.service,
                    finding: subject.finding),
                OutcomeEvent(
                    id: "w\(number)", kind: .withdrawn, at: Self.time(opened + exploited), service: subject.service),
            ]
        }
        return history
    }

    private mutating func add(
        _ number: Int, _ exposure: Exposure, _ verdict: Verdict, _ end: Double, deployed: Double?,
        to history: inout History
    ) {
        let isCompromised = end < 30
        var facts: [LocalFact: Bool] = [:]
        for fact in LocalFact.allCases {
            guard let share = Self.shares[fact] else { continue }
            facts[fact] = unit() < (isCompromised ? share.compromised : share.spared)
        }
        let opened = unit() * 300
        let subject = Self.subject(number, exposure: exposure, verdict: verdict, facts: facts, openedAfter: opened)
        history.cases.append(subject)
        if let deployed {
            history.outcomes.append(
                OutcomeEvent(
                    id: "d\(number)", kind: .deployed, at: Self.time(opened), service: subject.service,
                    propensity: deployed))
        }
        guard verdict == .allow || deployed != nil else { return }
        history.outcomes.append(
            OutcomeEvent(id: "w\(number)", kind: .withdrawn, at: Self.time(opened + 30), service: subject.service))
        guard isCompromised else { return }
        history.outcomes.append(
            OutcomeEvent(
                id: "e\(number)", kind: .exploited, at: Self.time(opened + end), service: subject.service,
                finding: subject.finding))
    }

    private mutating func unit() -> Double { Double.random(in: 0..<1, using: &random) }

    private mutating func exponential(_ rate: Double) -> Double { -log(1 - unit()) / rate }
}
