import JSON
import Testing

/// What no scanner has looked at: `fixops` checks it itself.
@Suite("The command line checks configurations")
struct CommandLineConfigurationTests {
    private static let pod = """
        # two documents
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: c}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec: {hostPID: true, containers: []}
        """

    private static let texts = [
        (pod, "format=kubernetes"), ("FROM alpine\n", "format=dockerfile"),
        ("resource \"aws_ebs_volume\" \"v\" {}\n", "format=terraform"),
        (#"{"format_version":"1.2","resource_changes":[]}"#, "format=terraform-plan"),
    ]

    @Test("Each is recognised", arguments: texts)
    func recognised(text: String, format: String) async throws {
        let ending = try await ProgramRun.run("fixops", ["normalize", "--count", "-"], stdin: Array(text.utf8))
        #expect(ending.stdout.contains(format) && ending.status == 0)
    }

    @Test("A manifest's findings have the line of their document, and decide")
    func manifest() async throws {
        let normalized = try await ProgramRun.run("fixops", ["normalize", "-"], stdin: Array(Self.pod.utf8))
        let finding = try normalized.stdout.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
            .first { $0["ids"]?.array?.contains("KSV-0010") ?? false }
        #expect(finding?["location"] == ["line": 6, "uri": "Pod.default.p"])
        let decided = try await ProgramRun.run("fixops", ["decide", "-"], stdin: Array(Self.pod.utf8))
        #expect(decided.status == 2)
        #expect(decided.stdout.contains("Remove hostPID."))
    }

    @Test("rules lists them, shows one by any of its names, and refuses what is none")
    func rules() async throws {
        let list = try await ProgramRun.run("fixops", ["rules"])
        #expect(list.stdout.split(separator: "\n").count > 240)
        let one = try await ProgramRun.run("fixops", ["rules", "CKV_K8S_16"])
        #expect(one.stdout.hasPrefix("KSV-0017") && one.stdout.contains("securityContext.privileged != true"))
        #expect(try await ProgramRun.run("fixops", ["rules", "NO-1"]).status == 65)
    }
}
