import JSON
import Testing

@testable import Engine

@Suite("Learning from outcomes")
struct LearningTests {
    /// Nothing fades, so that intervals are those of the counts alone.
    private let learner = Learner(forgetting: 1)
    private let rules = PolicyRules.standard

    @Test("recovers the truth within its own intervals: 60 worlds of 600 cases")
    func recovery() {
        var (inside, total) = (0, 0)
        for seed in 0..<60 as Range<UInt64> {
            var world = OutcomeWorld(seed: seed)
            let history = world.history(cases: 600)
            let counts = learner.counts(history.cases, history.outcomes, until: OutcomeWorld.end, prior: rules)
            for (posterior, truth) in zip(counts.compromise, OutcomeWorld.chances) {
                inside += posterior.interval().contains(OutcomeWorld.rate(truth)) ? 1 : 0
                total += 1
            }
            for fact in LocalFact.allCases {
                guard let held = counts.facts[fact], let truth = OutcomeWorld.shares[fact] else { continue }
                inside += held.compromised.interval().contains(truth.compromised) ? 1 : 0
                inside += held.spared.interval().contains(truth.spared) ? 1 : 0
                total += 2
            }
        }
        #expect(total == 540)
        #expect(inside >= Int(Double(total) * 0.9), "\(inside) of \(total) intervals of 95 % hold the truth")
    }

    @Test("recovers rates of compromise and repair although most findings are still open: 60 worlds")
    func rates() {
        var inside = 0
        for seed in 100..<160 as Range<UInt64> {
            var world = OutcomeWorld(seed: seed)
            let history = world.races(cases: 500)
            let counts = learner.counts(history.cases, history.outcomes, until: OutcomeWorld.end, prior: rules)
            inside += counts.exploitation.interval().contains(OutcomeWorld.exploitation) ? 1 : 0
            inside += counts.remediation.interval().contains(OutcomeWorld.remediation) ? 1 : 0
            let truth = OutcomeWorld.exploitation / (OutcomeWorld.exploitation + OutcomeWorld.remediation)
            #expect(abs(counts.exploitedFirst - truth) < 0.08)
        }
        #expect(inside >= 108, "\(inside) of 120 intervals of 95 % hold the truth")
    }

    @Test("takes the silence of what was blocked for no proof of safety [selective labels]")
    func selectiveLabels() {
        var world = OutcomeWorld(seed: 7)
        let history = world.history(cases: 2_000)
        let blocked = history.cases.filter { $0.verdict == .block }
        #expect(blocked.count > 400)
        let without = history.cases.filter { $0.verdict != .block }
        let all = learner.counts(history.cases, history.outcomes, until: OutcomeWorld.end, prior: rules)
        let some = learner.counts(without, history.outcomes, until: OutcomeWorld.end, prior: rules)
        #expect(all.compromise == some.compromise && all.facts == some.facts)
        let naive = learner.counts(
            history.cases.map { $0.allowed }, history.outcomes, until: OutcomeWorld.end, prior: rules)
        #expect(naive.compromise[2].mean < all.compromise[2].mean * 0.85, "counted as safe they would hide the risk")
    }

    @Test("gives a deployment by chance the weight of those that had not that chance")
    func propensity() {
        var world = OutcomeWorld(seed: 9)
        let history = world.watched(cases: 6_000)
        let counts = learner.counts(history.cases, history.outcomes, until: OutcomeWorld.end, prior: rules)
        // Half are ALLOWed at .1 in 30 days, half deferred at .5; the rate is that of both, by their days of exposure.
        let (low, high) = (OutcomeWorld.rate(0.1), OutcomeWorld.rate(0.5))
        let days = 0.1 / low + 0.5 / high
        #expect(abs(counts.compromise[1].mean / (0.6 / days) - 1) < 0.08)
        let allowed = history.cases.filter { $0.verdict == .allow }
        let naive = learner.counts(allowed, history.outcomes, until: OutcomeWorld.end, prior: rules)
        #expect(naive.compromise[1].mean < 0.5 * counts.compromise[1].mean)
    }

    @Test("does not depend on the order of cases and outcomes, and gives the same digest again")
    func order() {
        var world = OutcomeWorld(seed: 3)
        let history = world.history(cases: 300)
        let one = Learner().counts(history.cases, history.outcomes, until: OutcomeWorld.end, prior: rules)
        let other = Learner().counts(
            history.cases.reversed(), history.outcomes.reversed(), until: OutcomeWorld.end, prior: rules)
        #expect(one.digest == other.digest)
        #expect(
            one.digest
                != Learner(forgetting: 0.9).counts(
                    history.cases, history.outcomes, until: OutcomeWorld.end, prior: rules
                ).digest)
    }

    @Test("knows nothing of what comes after its time")
    func noFuture() {
        var world = OutcomeWorld(seed: 4)
        let history = world.history(cases: 400)
        let until = OutcomeWorld.start.adding(days: 40)
        let past = learner.counts(
            history.cases.filter { $0.openedAt < until }, history.outcomes.filter { $0.at <= until }, until: until,
            prior: rules)
        #expect(learner.counts(history.cases, history.outcomes, until: until, prior: rules) == past)
    }

    @Test("without cases is what the policy states")
    func prior() {
        let learned = rules.learning(
            learner.counts([], [], until: OutcomeWorld.end, prior: rules), name: "nothing")
        #expect(zip(learned.susceptibility, rules.susceptibility).allSatisfy { abs($0 - $1) < 1e-9 })
        for fact in LocalFact.allCases {
            let (stated, got) = (fact.ratio(in: rules), fact.ratio(in: learned))
            #expect(abs(got.present - stated.present) < 1e-9 && abs(got.absent - stated.absent) < 1e-9)
        }
        #expect(learned.monotonicityProblems.isEmpty)
    }

    @Test("counts a false positive as an end, never as a flaw that was patched")
    func falsePositives() {
        let subject = OutcomeWorld.subject(1, exposure: .open, verdict: .allow, closedAfter: 10)
        let report = OutcomeEvent(
            id: "1", kind: .falsePositive, at: OutcomeWorld.start.adding(days: 5), service: subject.service,
            finding: subject.finding)
        let counts = learner.counts([subject], [report], until: OutcomeWorld.end, prior: rules)
        let none = learner.counts([], [], until: OutcomeWorld.end, prior: rules)
        #expect(counts.remediation == none.remediation && counts.compromise == none.compromise)
        #expect(counts.ends.weights == [1, 6, 4])
    }

    @Test(
        "finds how often a rule is right: Jeffreys' means and intervals of labelled findings",
        arguments: [
            (41, 0, 0.988, 0.941, 1.0), (36, 0, 0.986, 0.933, 1.0), (11, 11, 0.5, 0.302, 0.698),
            (63, 53, 0.543, 0.452, 0.632),
        ])
    func precision(hits: Int, misses: Int, mean: Double, low: Double, high: Double) {
        let rule = RulePrecision(hits: hits, misses: misses)
        #expect(abs(rule.posterior.mean - mean) < 6e-4)
        #expect(abs(rule.posterior.interval().lowerBound - low) < 6e-4)
        #expect(abs(rule.posterior.interval().upperBound - high) < 6e-4)
        #expect(abs(rule.posterior(toolMean: 0.5).mean - 0.5) <= abs(rule.posterior.mean - 0.5))
    }

    @Test("has rows of a chain that counts teach: a Dirichlet for each state")
    func rows() {
        let row = DirichletPosterior(shares: [0.1, 0.6, 0.2, 0.1], strength: 10).observing([0, 40, 3, 17])
        for (mean, expected) in zip(row.means, [0.0142857143, 0.6571428571, 0.0714285714, 0.2571428571]) {
            #expect(abs(mean - expected) < 1e-9)
        }
        #expect(abs(row.marginal(3).mean - 0.2571428571) < 1e-9)
        // The transitions that mchmm counts in this sequence.
        let sequence = Array("SVVVPSSVEPSVVPPSSSV")
        let counts = Dictionary(zip(sequence, sequence.dropFirst()).map { ("\($0)\($1)", 1) }, uniquingKeysWith: +)
        #expect(counts == ["EP": 1, "PP": 1, "PS": 3, "SS": 3, "SV": 4, "VE": 1, "VP": 2, "VV": 3])
    }
}

extension LearningCase {
    fileprivate var allowed: LearningCase {
        LearningCase(
            service: service, finding: finding, cves: cves, context: context, verdict: .allow, openedAt: openedAt,
            closedAt: closedAt)
    }
}
