import ArgumentParser
import Engine
import FoundationEssentials
import Glibc
import JSON

/// How fast a report becomes findings, beside what only parses it. `scripts/bench` runs it.
@main
struct ReaderBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reader-bench",
        abstract: "Measure megabytes a second of a report, read by one thread.",
        discussion: """
            Prints one JSON object: CPU time's rates of the reader, of simdjson alone and of Foundation's JSONDecoder, \
            each the best of the runs, and the peak of the memory while reading as a multiple of the file's size.
            """)

    @Argument(help: "A report in JSON.")
    var file: String

    @Option(help: "Runs, of which the best counts.")
    var runs = 5

    @Flag(help: "Measure the reader alone: for profilers.")
    var alone = false

    func run() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        let before = Self.peakBytes
        var reader = ReportReader()
        var findings = 0
        let ours = try Self.best(of: runs, bytes.count) { findings = try reader.document(of: bytes).findings.count }
        let memory = Double(Self.peakBytes - before) / Double(bytes.count)
        guard !alone else { return print(#"{"findings":\#(findings),"reader":\#(ours)}"#) }
        var parser = JSONParser()
        let simdjson = try Self.best(of: runs, bytes.count) { try parser.withDocument(bytes) { _ in } }
        let data = Data(bytes)
        let foundation = try Self.best(of: min(runs, 2), bytes.count) {
            _ = try JSONDecoder().decode(DecodedReport.self, from: data)
        }
        print(
            #"{"findings":\#(findings),"json_decoder":\#(foundation),"memory_multiple":\#(memory),"#
                + #""reader":\#(ours),"simdjson":\#(simdjson)}"#)
    }

    /// Whole MB/s of the fastest run, by the CPU time of the process.
    private static func best(of runs: Int, _ count: Int, _ body: () throws -> Void) rethrows -> Int {
        var best = Double.infinity
        for _ in 0..<max(runs, 1) {
            let start = clock()
            try body()
            best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
        }
        return Int(Double(count) / max(best, 1e-6) / 1e6)
    }

    /// The most memory that the process has held.
    private static var peakBytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}
