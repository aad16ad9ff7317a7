import ArgumentParser
import Engine
import Glibc

/// How many verdicts a second one core gives. `scripts/bench` runs it.
@main
struct EngineBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine-bench",
        abstract: "Measure verdicts a second of the rules and of the scorer, on one thread.",
        discussion: """
            Prints one JSON object of rates by CPU time, each the best of the runs: `point` and `uncertain` are \
            evaluations of the rules where every fact is known and where two are distributions; `assess_50` and \
            `assess_5000` are findings of whole scans of that size, reasons included.
            """)

    @Option(help: "Runs, of which the best counts.")
    var runs = 5

    @Option(help: "Evaluations of one run.")
    var evaluations = 1_000_000

    @Option(help: "Measure this one alone: for profilers.")
    var only: Measurement?

    enum Measurement: String, CaseIterable, ExpressibleByArgument {
        case point, uncertain
        case assess50 = "assess_50"
        case assess5000 = "assess_5000"
    }

    func validate() throws {
        guard runs > 0, evaluations > 0 else { throw ValidationError("--runs and --evaluations start at 1") }
    }

    func run() {
        let chosen = only.map { [$0] } ?? Measurement.allCases
        let rates = chosen.map { measurement in
            let body =
                switch measurement {
                case .point: rules(BenchFacts.points)
                case .uncertain: rules(BenchFacts.uncertain)
                case .assess50: scans(of: 50)
                case .assess5000: scans(of: 5_000)
                }
            return #""\#(measurement.rawValue)":\#(rate(body))"#
        }
        print("{\(rates.joined(separator: ","))}")
    }

    /// Evaluates the inputs in turn and gives how many it evaluated; the sum of ranks keeps the work from being left out.
    private func rules(_ inputs: [RuleInput]) -> () -> Int {
        let scorer = RuleScorer(policy: .standard)
        return {
            var ranks = 0
            let rounds = max(1, evaluations / inputs.count)
            for _ in 0..<rounds {
                for input in inputs { ranks += scorer.answer(to: input).verdict.rank }
            }
            precondition(ranks > 0)
            return rounds * inputs.count
        }
    }

    private func scans(of size: Int) -> () -> Int {
        let enriched = BenchFacts.scan(of: size)
        return {
            var findings = 0
            for _ in 0..<max(1, evaluations / size) {
                findings += Scorer.assess(enriched, policy: .standard).findings.count
            }
            return findings
        }
    }

    private func rate(_ body: () -> Int) -> Int {
        var best = 0.0
        for _ in 0..<runs {
            let start = clock()
            let count = body()
            best = max(best, Double(count) * Double(CLOCKS_PER_SEC) / Double(max(clock() - start, 1)))
        }
        return Int(best)
    }
}
