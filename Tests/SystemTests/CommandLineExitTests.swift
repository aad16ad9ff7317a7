import Foundation
import TestSupport
import Testing

/// Exit codes 0, 1 and 2 belong to verdicts.
@Suite("No error leaves with a verdict's exit code")
struct CommandLineExitTests {
    /// A command line, what is piped in, the exit code, and a part of the one line on stderr.
    struct Case: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        var stdin = ""
        let code: Int32
        let says: String

        var testDescription: String { (["fixops"] + arguments).joined(separator: " ") }
    }

    static let report = ProjectFiles.root.appending(path: "examples/reports/docs.sarif").path
    static let nobody = ["--url", "http://127.0.0.1:1"]

    static let cases = [
        Case(arguments: ["nonsense"], code: 64, says: "nonsense"),
        Case(arguments: ["decide"], code: 64, says: "files"),
        Case(arguments: ["decide", report, "--at", "yesterday"], code: 64, says: "--at"),
        Case(arguments: ["decide", report, "--format", "pdf"], code: 64, says: "pdf"),
        Case(arguments: ["submit", report], code: 64, says: "--service"),
        Case(arguments: ["submit", report, "--service", "s", "--wait", "-1"], code: 64, says: "--wait"),
        Case(arguments: ["service", "set", "shop"], code: 64, says: "--policy"),
        Case(arguments: ["up", "--workers", "painter=2"], code: 64, says: "painter"),
        Case(arguments: ["up", "--listen", "here"], code: 64, says: "HOST:PORT"),
        Case(arguments: ["decide", "/nowhere/report.sarif"], code: 65, says: "/nowhere/report.sarif: no such file"),
        Case(arguments: ["decide", "/"], code: 65, says: "is it a file"),
        Case(arguments: ["decide", "-"], stdin: "{\"version\":", code: 65, says: "-:"),
        Case(arguments: ["decide", "-"], stdin: "not json", code: 65, says: "not-json"),
        Case(arguments: ["decide", "-"], stdin: "   \n", code: 65, says: "empty"),
        Case(arguments: ["decide", "-"], stdin: "{\"a\":1}", code: 65, says: "unknown-format"),
        Case(arguments: ["decide", "-"], stdin: "\u{1F}\u{8B}", code: 65, says: "JSON"),
        Case(arguments: ["decide", report, "--policy", "strictest"], code: 65, says: "strictest"),
        Case(arguments: ["decide", report, "--policy", "-"], code: 65, says: "-:"),
        Case(arguments: ["decide", report, "--context", "/nowhere.yaml"], code: 65, says: "/nowhere.yaml"),
        Case(arguments: ["decide", report, "--feeds", "/nowhere"], code: 65, says: "there is no such folder"),
        Case(arguments: ["normalize", "-"], stdin: "[1,", code: 65, says: "-:"),
        Case(arguments: ["backtest", "/nowhere"], code: 65, says: "/nowhere: no such file"),
        Case(arguments: ["backtest", "-"], stdin: "a,b\n", code: 65, says: "neither EPSS nor KEV"),
        Case(
            arguments: ["backtest", "-"], stdin: "cve,ssvc_ts,E,A,TI,cvss\n", code: 65,
            says: "put the date into its file's name"),
        Case(arguments: ["evaluate"], stdin: "{\"epss\":2}", code: 65, says: "line 1"),
        Case(arguments: ["policy", "check", "-"], stdin: "version: 1\nquantile: 7\n", code: 65, says: "quantile"),
        Case(arguments: ["policy", "apply", "--from", "policies"], code: 64, says: "REPOSITORY@REF"),
        Case(arguments: ["policy", "apply", "--from", "/nowhere@main"], code: 69, says: "/nowhere cannot be fetched"),
        Case(arguments: ["service", "context", "check", "-"], stdin: "exposed: 1", code: 65, says: "-:1: exposed"),
        Case(arguments: ["service", "context", "import", "-"], stdin: "waf: true", code: 65, says: "--service"),
        Case(
            arguments: ["submit", report, "--service", "s"] + nobody, code: 69,
            says: "docs.sarif: http://127.0.0.1:1 does not"),
        Case(arguments: ["explain", "x"] + nobody, code: 69, says: "does not answer"),
        Case(arguments: ["service", "set", "shop", "--policy", "strict"] + nobody, code: 69, says: "does not answer"),
        Case(arguments: ["wait", "x"] + nobody, code: 69, says: "does not answer"),
        Case(arguments: ["queue"] + nobody, code: 69, says: "fixops up"),
        Case(arguments: ["queue", "watch"] + nobody, code: 69, says: "--url"),
        Case(arguments: ["queue", "pause", "score"] + nobody, code: 69, says: "fixops up"),
        Case(arguments: ["queue", "scale"] + nobody, code: 69, says: "fixops up"),
        Case(arguments: ["queue", "dead"] + nobody, code: 69, says: "fixops up"),
        Case(arguments: ["queue", "pause", "paint"], code: 64, says: "normalize, enrich, score, evidence"),
        Case(arguments: ["queue", "drain", "score", "--class", "slow"], code: 64, says: "live or bulk"),
        Case(arguments: ["queue", "dead", "redrive"], code: 64, says: "--where"),
        Case(arguments: ["queue", "dead", "discard", "1", "--where", "id=1"], code: 64, says: "either"),
        Case(
            arguments: ["migrate", "--postgres-url", "postgres://nobody@127.0.0.1:1/x"], code: 69, says: "PostgreSQL"),
    ]

    @Test("Each mistake has its exit code, nothing on stdout, and a sentence on stderr", arguments: cases)
    func mistakes(_ mistake: Case) async throws {
        let ending = try await ProgramRun.run("fixops", mistake.arguments, stdin: Array(mistake.stdin.utf8))
        #expect(ending.status == mistake.code, "\(ending.stderr)")
        #expect(ending.stdout.isEmpty)
        #expect(ending.stderr.contains(mistake.says), "\(ending.stderr)")
    }

    @Test("A setting that is misspelt in the environment stops the command with its name")
    func misspeltSetting() async throws {
        let ending = try await ProgramRun.run("fixops", ["service", "list"], environment: ["FIXOPS_REDIS": "x"])
        #expect(ending.status == 64)
        #expect(ending.stderr.contains("FIXOPS_REDIS"))
    }

    @Test("Help teaches and leaves with 0", arguments: [[], ["--help"], ["decide", "--help"], ["help", "up"]])
    func help(arguments: [String]) async throws {
        let ending = try await ProgramRun.run("fixops", arguments)
        #expect(ending.status == 0)
        #expect(ending.stdout.contains("USAGE"))
        #expect(ending.stderr.isEmpty)
    }
}
