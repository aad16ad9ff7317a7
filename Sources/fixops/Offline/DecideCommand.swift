import ArgumentParser
import Engine
import FoundationEssentials

/// `fixops decide`: reports to a verdict in one process.
struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decide about reports without any server.",
        discussion: """
            The exit code is the verdict's: 0 ALLOW, 1 BLOCK, 2 DEFER. Several reports are one decision. What was not \
            looked at is never allowed: an empty report, one of a scan that crashed, and CVEs without feeds to look \
            them up in give DEFER at least.

            Examples:
              fixops decide report.sarif
              fixops decide sbom.json report.sarif --service shop \\
                  --context shop.yaml --feeds feeds/ --policy strict.yaml
              fixops decide sbom.json --advisories osv/ --feeds feeds/
              fixops decide report.json --vex supplier.openvex.json --policy ours.yaml
              fixops decide report.sarif --json | jq -r .verdict
            """,
        aliases: ["make-decision"])

    @Argument(help: "Reports; - is stdin; gzip, ZIP and base64 are opened.", completion: .file())
    var files: [String]

    @Option(help: "The name of the service that the reports are about.")
    var service = "default"

    @Option(
        help: "The source of the reports; a kind of input, such as image-scan, says that they are one.")
    var source = "default"

    @Option(
        help: """
            What is known of the service: facts in YAML or JSON, a fixops.yaml, a Backstage catalog-info.yaml, or an \
            Open Threat Model; told apart by their content.
            """, completion: .file())
    var context: String?

    @Option(help: "A policy's file, or the name of a built-in one.", completion: .file())
    var policy = Policy.standard.name

    @Option(help: "A folder with KEV (JSON) and EPSS (CSV).", completion: .directory)
    var feeds: String?

    @OptionGroup var format: FormatOption

    @OptionGroup var advisories: AdvisoryOption

    @OptionGroup var vex: VEXOption

    @Option(help: "The time of the decision (RFC 3339), against which the feeds' ages are judged; now unless given.")
    var at: String?

    @Option(help: "Write the evidence, whose SHA-256 the decision names, to this file.", completion: .file())
    var evidence: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard at.map({ Timestamp($0) != nil }) ?? true else {
            throw ValidationError("--at wants a time such as 2026-11-24T12:00:00Z.")
        }
        let isClean = !(service + source).unicodeScalars.contains {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
        }
        guard isClean, (1...200).contains(service.utf8.count), (1...200).contains(source.utf8.count) else {
            throw ValidationError("--service and --source want 1 to 200 bytes without control characters.")
        }
    }

    func run() throws {
        let policy = try PolicyFile.load(policy)
        let context = try context.map { try ContextFile.read($0, service: service, at: time) }
        for note in context?.notes ?? [] { Progress.say(note) }
        let threats = try feeds.map { try FeedFolder($0).threats } ?? .empty
        var reader = try format.reader()
        let reports = try files.map(ReportFile.init)
        let documents = try advisories.matching(
            reports.map { try $0.document(format: format.name, with: &reader) })
        let document = try vex.claiming(.merging(documents), subjects: documents.compactMap(\.subject))
        let made = OfflineDecision(
            OfflineDecision.Input(
                reports: reports, document: document, service: service, source: source,
                context: context?.record ?? .unknown, inputs: inputs(documents), policy: policy, threats: threats,
                time: time))
        if let evidence { try OutputFile.write(made.evidence, to: evidence) }
        if output.json { Answer.json(made.json) } else { Answer.text(DecisionText.lines(of: made.json)) }
        for document in documents { if let reason = document.stateReason { Progress.say(reason) } }
        throw VerdictExit(made.decision.assessment.verdict)
    }

    /// What a report that did not run would be does not count.
    private func inputs(_ documents: [Document]) -> Set<InputKind> {
        documents.filter { $0.state == .checked }.reduce(into: []) { kinds, document in
            kinds.formUnion(InputKind.kinds(format: document.format, source: source))
        }
    }

    private var time: Timestamp { at.flatMap { Timestamp($0) } ?? .now }
}
