import ArgumentParser
import Engine

/// `--advisories`, for commands that look components up.
struct AdvisoryOption: ParsableArguments {
    @Option(
        name: .customLong("advisories"),
        help: "Advisories of OSV to look an SBOM's components up in: a folder of JSON files, or one file.",
        completion: .directory)
    var path: String?

    /// The documents, their components looked up where advisories are given. Throws exit 65 for what is no advisory.
    func matching(_ documents: [Document]) throws -> [Document] {
        guard let path else { return documents }
        let index = try AdvisoryFiles.index(path, for: documents.flatMap(\.components))
        return documents.map { $0.components.isEmpty ? $0 : $0.matched(with: index) }
    }
}
