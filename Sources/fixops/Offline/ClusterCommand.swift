import ArgumentParser
import Engine
import JSON

/// `fixops cluster`: what several reports say, each thing once.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Print the findings of several reports, with what several tools report of one thing put together.",
        discussion: """
            Needs no server. The same vulnerability (under any of its names) of the same package is one, and so are \
            flaws of one weakness or rule on nearly one line of one file. The order of the files does not matter.

            Examples:
              fixops cluster trivy.json grype.json snyk.json
              fixops cluster *.sarif --min 2
              fixops cluster a.json b.json --advisories osv/ --json
            """)

    @Argument(help: "Reports; - is stdin; gzip, ZIP and base64 are opened.", completion: .file())
    var files: [String]

    @Option(
        help: "Advisories of OSV, for the names that they say mean one thing: a folder of JSON files, or one file.",
        completion: .directory)
    var advisories: String?

    @Option(help: "Only what at least so many files report.")
    var min = 1

    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard min > 0 else { throw ValidationError("--min is at least 1.") }
    }

    func run() throws {
        var reader = try format.reader()
        var witnesses: [FindingWitness] = []
        for file in files {
            let document = try ReportFile(file).document(format: format.name, with: &reader)
            witnesses += document.findings.map { FindingWitness(source: file, finding: $0) }
        }
        let names = Set(witnesses.flatMap(\.finding.ids))
        let known = try advisories.map { try AdvisoryFiles.advisories($0, naming: names) } ?? []
        let all = FindingClusters.of(witnesses, advisories: known)
        let clusters = all.filter { $0.sources.count >= min }
        guard !output.json else { return Answer.lines(clusters.map { $0.json() }) }
        var table = TextTable(header: ["SEVERITY", "FILES", "WHAT", "WHERE", "TITLE"])
        for cluster in clusters.sorted(by: { $0.severity.gravity > $1.severity.gravity }) {
            table.add([
                cluster.severity.rawValue, "\(cluster.sources.count)", cluster.ids.first ?? cluster.kind.rawValue,
                cluster.place, cluster.title,
            ])
        }
        let left = clusters.count < all.count ? ", \(clusters.count) of them in \(min) files or more" : ""
        Answer.text(table.lines + ["findings: \(witnesses.count), different things: \(all.count)\(left)"])
    }
}

extension FindingCluster {
    /// For people: the package, else the file and line.
    fileprivate var place: String {
        component ?? location.map { place in place.line.map { "\(place.uri):\($0)" } ?? place.uri } ?? ""
    }
}
