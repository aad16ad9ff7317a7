import Foundation
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import TestSupport
import Testing

/// Against a server that answers as language models may: true, false, late, and not at all.
@Suite("The command line lets language models word a decision")
struct CommandLineRephraseTests {
    private let port = FreePort.next()

    private func endpoint(_ manner: String) -> [String] { ["--endpoint", "http://127.0.0.1:\(port)/\(manner)/v1"] }

    private func decision() async throws -> [UInt8] {
        let command = [
            "decide", CommandLineDecideTests.example("reports/shop.sarif"), "--service", "shop", "--feeds",
            CommandLineDecideTests.example("feeds"), "--json",
        ]
        return Array(try await ProgramRun.run("fixops", command).stdout.utf8)
    }

    @Test("An answer that keeps every fact is marked and stands above the decision's own text, and is asked for once")
    func faithful() async throws {
        let decision = try await decision()
        let cache = FileManager.default.temporaryDirectory.appending(path: "fixops-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: cache) }  // Ignored: a temporary folder.
        let command =
            ["rephrase", "-", "--model", "m", "--cache", cache.path] + endpoint("true") + endpoint("true")
            + endpoint("false")
        let first = try await serving { try await ProgramRun.run("fixops", command, stdin: decision) }
        #expect(first.status == 0, "\(first.stderr)")
        let lines = first.stdout.split(separator: "\n")
        #expect(lines.first == "Worded by a language model (m). What counts is the decision below.")
        #expect(lines.contains("In other words:") && lines.contains("The decision:"))
        let second = try await ProgramRun.run("fixops", command, stdin: decision)
        #expect(second.stdout == first.stdout, "nobody listens any more: \(second.stderr)")
    }

    @Test(
        "Where too few keep the facts, or none answers, the decision's own text stands alone and nothing fails",
        arguments: [["false"], ["true", "false"], ["late"], ["trickle"], ["error", "true"], ["empty"]])
    func unfaithful(manners: [String]) async throws {
        let decision = try await decision()
        let command =
            ["rephrase", "-", "--model", "m", "--json", "--seconds", "1"] + manners.flatMap { endpoint($0) }
        let ending = try await serving { try await ProgramRun.run("fixops", command, stdin: decision) }
        #expect(ending.status == 0, "\(ending.stderr)")
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        #expect(answer["text"] == .null && answer["by"] == .null)
        #expect(answer["original"]?.string?.contains(answer["verdict"]?.string ?? "?") == true)
    }

    @Test(
        "Nobody is asked unless an endpoint is named; a playbook and what it is made of are told apart from other files"
    )
    func refusals() async throws {
        let decision = try await decision()
        #expect(try await ProgramRun.run("fixops", ["rephrase", "-", "--model", "m"], stdin: decision).status == 64)
        #expect(try await ProgramRun.run("fixops", ["playbook", "-"], stdin: Array("{}".utf8)).status == 65)
        #expect(try await ProgramRun.run("fixops", ["playbook"]).status == 64)
        let playbook = try await ProgramRun.run("fixops", ["playbook", "-"], stdin: decision)
        #expect(playbook.status == 0 && playbook.stdout.contains("Runbook"))
        let context = CommandLineDecideTests.example("contexts/fixops.yaml")
        let guardrails = ["service", "guardrails", context, "--service", "shop"]
        #expect(try await ProgramRun.run("fixops", guardrails).stdout.hasPrefix("shop: the pack that fits is "))
        #expect(try await ProgramRun.run("fixops", guardrails + ["--check"]).status == 65)
    }

    /// Serves while `body` runs.
    private func serving<Result: Sendable>(_ body: @Sendable @escaping () async throws -> Result) async throws -> Result
    {
        let router = Router()
        router.post(":manner/v1/chat/completions") { request, context in
            let bytes = try await request.body.collect(upTo: 1_048_576)
            let question = try JSONValue(parsing: Array(bytes.readableBytesView))
            let text = question["messages"]?.array?.last?["content"]?.string ?? ""
            return try await Self.answer(to: text, context.parameters.get("manner") ?? "")
        }
        let (ready, signal) = AsyncStream.makeStream(of: Void.self)
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in signal.finish() })
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask {
                for await _ in ready {}
                return try await body()
            }
            defer { group.cancelAll() }
            for try await result in group { if let result { return result } }
            throw FleetFailure("the server ended before the test")
        }
    }

    private static func answer(to text: String, _ manner: String) async throws -> Response {
        switch manner {
        case "empty": return response("{}")
        case "error": return Response(status: .internalServerError)
        case "false": return completion(text.replacing("BLOCK", with: "ALLOW"))
        case "late":
            try await Task.sleep(for: .seconds(4))
            return completion(text)
        case "trickle": return trickling(completionText("In other words:\n" + text))
        default: return completion("In other words:\n" + text)
        }
    }

    private static func completion(_ text: String) -> Response { response(completionText(text)) }

    private static func completionText(_ text: String) -> String {
        let value: JSONValue = ["choices": [["message": ["content": .string(text), "role": "assistant"]]]]
        return value.canonicalText
    }

    /// The head and one byte at once, the rest late.
    private static func trickling(_ body: String) -> Response {
        Response(
            status: .ok,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: String(body.prefix(1))))
                try await Task.sleep(for: .seconds(4))
                try await writer.write(ByteBuffer(string: String(body.dropFirst())))
                try await writer.finish(nil)
            })
    }

    private static func response(_ body: String) -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
