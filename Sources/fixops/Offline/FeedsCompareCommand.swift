import ArgumentParser
import Engine
import JSON
import Stages

/// `fixops feeds compare`: what a new EPSS model would do before it is in force.
struct FeedsCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two EPSS files at thresholds; needs no server.",
        discussion: """
            A new model gives other scores to the same CVEs. For each threshold: how many CVEs the old and the new file select, \
            how many of both cross it, and which threshold of the new file selects as many as before.

            Example:
              fixops feeds compare epss_scores-2026-06-14.csv.gz epss_scores-2026-06-15.csv.gz --at 0.1
            """)

    @Argument(help: "The EPSS file that is in force; - is stdin.", completion: .file())
    var old: String

    @Argument(help: "The new one.", completion: .file())
    var new: String

    @Option(name: .customLong("at"), parsing: .upToNextOption, help: "Thresholds between 0 and 1.")
    var thresholds = [0.01, 0.1, 0.5]

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard thresholds.allSatisfy({ (0...1).contains($0) }) else {
            throw ValidationError("a threshold lies between 0 and 1")
        }
    }

    func run() throws {
        let (before, after) = (try Self.scores(old), try Self.scores(new))
        let found = thresholds.map { threshold in
            ScoreComparison(thresholdE5: Int((threshold * 100_000).rounded()), from: before, to: after)
        }
        let drift = FeedDrift(from: before.rows, to: after.rows)
        if output.json { return Answer.json(json(before, after, drift, found)) }
        var table = TextTable(header: ["AT", "BEFORE", "AFTER", "ENTER", "LEAVE", "SAME EFFORT AT"])
        for one in found {
            table.add([
                Self.text(one.thresholdE5), "\(one.before)", "\(one.after)", "\(one.entering)", "\(one.leaving)",
                Self.text(one.matchingE5),
            ])
        }
        Answer.text(
            [
                "model \(before.model) → \(after.model): of \(drift.held) CVEs in both, \(drift.moved) moved by 0.1 or more"
            ] + table.lines)
    }

    private func json(
        _ before: EPSSScores, _ after: EPSSScores, _ drift: FeedDrift, _ found: [ScoreComparison]
    ) -> JSONValue {
        [
            "held": .integer(Int64(drift.held)), "model_after": .string(after.model),
            "model_before": .string(before.model), "moved": .integer(Int64(drift.moved)),
            "thresholds": .array(
                found.map { one in
                    [
                        "after": .integer(Int64(one.after)), "at": .number(Double(one.thresholdE5) / 100_000),
                        "before": .integer(Int64(one.before)), "entering": .integer(Int64(one.entering)),
                        "leaving": .integer(Int64(one.leaving)),
                        "same_effort_at": .number(Double(one.matchingE5) / 100_000),
                    ]
                }),
        ]
    }

    private static func text(_ scoreE5: Int) -> String { "\(Double(scoreE5) / 100_000)" }

    private static func scores(_ path: String) throws -> EPSSScores {
        do {
            guard case .epss(let scores) = try FeedFile(reading: try InputFile.read(path)) else {
                throw CommandFailure.badInput("\(path): this is KEV; two EPSS files are compared")
            }
            return scores
        } catch let problem as FeedProblem {
            throw CommandFailure.badInput("\(path): \(problem) [\(problem.code.rawValue)]")
        }
    }
}
