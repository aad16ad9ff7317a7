import Engine
import JSON
import TestSupport
import Testing

/// Reads every report of the corpus that may lie beside the project.
@Suite("Real reports", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
struct ReportCorpusTests {
    private static let folders = ["iac", "sboms", "scans", "vex", "webhooks"]

    private static func files() -> [String] {
        folders.flatMap { folder in [".json", ".sarif"].flatMap { Corpus.files(under: folder, suffix: $0) } }
    }

    private func outcome(_ reader: inout ReportReader, _ file: String) throws -> Result<Document, ReportProblem> {
        let bytes = try Corpus.bytes(file)
        do {
            return .success(try reader.document(of: bytes))
        } catch {
            return .failure(error)
        }
    }

    @Test("Each is read, or refused with a sentence; what is read has sorted, unique findings and survives its codec")
    func sweep() throws {
        var reader = ReportReader()
        var formats: [String: Int] = [:]
        for file in Self.files() {
            switch try outcome(&reader, file) {
            case .failure(let problem): #expect(!problem.message.isEmpty, "\(file)")
            case .success(let document):
                formats[String(document.format.prefix { $0 != "-" }), default: 0] += 1
                let prints = document.findings.map(\.fingerprint)
                #expect(prints == Set(prints).sorted(), "\(file)")
                #expect(try Document(canonical: document.canonical) == document, "\(file)")
                #expect(try Facts(canonical: Facts(of: document).canonical) == Facts(of: document), "\(file)")
                #expect((document.stateReason == nil) == (document.state == .checked), "\(file)")
            }
        }
        #expect(formats["sarif", default: 0] > 200 && formats["cyclonedx", default: 0] > 250, "\(formats)")
    }

    @Test("Valid CycloneDX JSON of the specification is read, in all its versions")
    func validBOMs() throws {
        var reader = ReportReader()
        let files = Corpus.files(under: "sboms/cyclonedx/spec", suffix: ".json").filter { $0.contains("/valid-") }
        #expect(files.count > 100)
        for file in files {
            if case .failure(let problem) = try outcome(&reader, file) { Issue.record("\(file): \(problem)") }
        }
    }

    /// Files in which another reader counts otherwise, with our count; docs/formats.md has the reasons.
    private static let countedOtherwise: [String: Int] = [
        "aws_prowler_v3plus/many_vuln.ocsf.json": 3, "aws_prowler_v3plus/many_vuln_after_4_5_0.ocsf.json": 3,
        "bandit/many_vulns.json": 213, "dependency_track/deptrack_npm_4.14.1.json": 21,
        "generic/generic_report1.csv": 5,
        "gitlab_sast/gl-sast-report-many-vuln_v15.json": 467, "govulncheck/issue_14642.json": 40,
        "kics/many_findings.json": 15, "prowler/example_output_aws.csv": 2, "prowler/example_output_aws.ocsf.json": 2,
        "sarif/bash-report.sarif": 12, "sarif/njsscan.sarif": 2,
        "snyk/all_containers_target_output.json": 17, "snyk/all_projects_issue4277.json": 50,
        "snyk/single_project_upgrade_libs.json": 52, "spotbugs/many_findings.xml": 83, "spotbugs/version_4.4.0.xml": 11,
        "tfsec/many_findings_current.json": 19, "zap/dvwa_baseline_dojo.xml": 18,
    ]

    @Test("Native reports are recognised and give as many findings as another reader of these files expects")
    func counts() throws {
        var reader = ReportReader()
        let expected = try JSONValue(parsing: try Corpus.bytes("scans/native/expected-counts.json")).object ?? [:]
        var compared = 0
        for (name, count) in expected {
            guard case .success(let document) = try outcome(&reader, "scans/native/\(name)") else { continue }
            compared += 1
            #expect(document.findings.count == Self.countedOtherwise[name] ?? Int(count.integer ?? -1), "\(name)")
        }
        #expect(compared >= 160, "\(compared)")
    }

    @Test(
        "Runs that did not end are told from runs that found nothing",
        arguments: [
            ("Catastrophic configuration error", CoverageState.notChecked),
            ("Catastrophic execution error", .notChecked), ("Empty runs", .notChecked), ("No runs", .notChecked),
            ("One run empty results", .checked), ("One run no results", .notChecked),
            ("One run with results", .checked),
        ])
    func exceptionalConditions(name: String, state: CoverageState) throws {
        var reader = ReportReader()
        let file = "scans/sarif/sarif-tutorials/samples/ExceptionalConditions/\(name).sarif"
        #expect(try reader.document(of: try Corpus.bytes(file)).state == state)
    }
}
