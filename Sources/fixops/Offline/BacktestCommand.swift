import ArgumentParser
import Engine
import JSON

/// `fixops backtest`: what policies would have stopped on one day, judged by what was exploited afterwards.
struct BacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Judge policies by what was exploited after a day, on what was known that day; needs no server.",
        discussion: """
            Reads dated feeds: EPSS days, tables of CVE records and of CISA's assessments, and one KEV catalogue, which \
            tells what was exploited later. Facts that became known after the day are left out and counted. \
            Prints each policy beside four baselines, with 95 % intervals. docs/backtest.md says what the figures mean.

            Example:
              fixops backtest feeds/ --as-of 2024-10-24 --policy default --policy bod-26-04
            """)

    @Argument(help: "Feed files, gzip or not, and folders of them.", completion: .file())
    var feeds: [String]

    @Option(help: "The day, YYYY-MM-DD: what was known at its end (UTC) counts. Else that of the newest facts.")
    var asOf: String?

    @Option(help: "The last day whose listings count. Else that of the KEV catalogue.")
    var until: String?

    @Option(
        name: .customLong("policy"), help: "A policy's file, or the name of a built-in pack; may be repeated.",
        completion: .file())
    var policies = ["default"]

    @Option(help: "What is declared of the service that has all these CVEs; nothing is, where it is absent.")
    var context: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let policies = try policies.map { try PolicyFile.load($0) }
        let context = try context.map { try ContextFile.read($0, service: nil).record.deciding } ?? .unknown
        let archive = try DatedFeedFiles(feeds).archive
        guard let day = try Self.day(asOf, "--as-of") ?? archive.newestFacts else {
            throw CommandFailure.badInput("no file holds facts about CVEs: give EPSS days, CVE records or assessments")
        }
        let until = try Self.day(until, "--until") ?? archive.outcomesUntil ?? day
        let backtest = Backtest(
            asOf: day.startOfDay, until: until.startOfDay, policies: policies, context: context)
        Progress.say("deciding as of \(backtest.asOf.day)")
        do {
            let report = try backtest.report(over: archive)
            if output.json { Answer.json(report.json) } else { Answer.text(BacktestText(report).lines) }
        } catch {
            throw CommandFailure.badInput("\(error) [\(error.code.rawValue)]")
        }
    }

    private static func day(_ text: String?, _ option: String) throws -> Timestamp? {
        guard let text else { return nil }
        guard text.utf8.count == 10, let day = Timestamp(text) else {
            throw CommandFailure.usage("\(option) \(text): a day is written as 2024-10-24")
        }
        return day
    }
}

extension Timestamp {
    /// Midnight in UTC.
    fileprivate var startOfDay: Timestamp { Timestamp(day) ?? self }
}
