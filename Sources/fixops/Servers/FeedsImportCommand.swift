import ArgumentParser
import Engine
import Fleet
import JSON
import Postgres
import Stages
import Store

/// `fixops feeds import`: takes a feed over and has decided again what it touches.
struct FeedsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import KEV or EPSS from a file or a URL.",
        discussion: """
            Writes to the fleet's database in one transaction. A feed that is damaged, older than the one that is held, \
            or clearly smaller is refused and changes nothing; --force takes it all the same. A sample is taken only \
            where --sample says that this fleet is for trying things out, and never over real data.
            """)

    @Argument(help: "A path, file:// or http(s)://; gzip is unpacked.", completion: .file())
    var source: String

    @Flag(help: "Skip the checks against the feed that is held.")
    var force = false

    @Flag(help: "Take a feed that says of itself that it is a sample.")
    var sample = false

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bytes = try await fetch()
        let pool = try location.pool(as: "fixops feeds import")
        try await Schema.check(pool)
        let importing = FeedImport(store: Store(pool: pool), fleet: try location.fleet(as: "fixops-feeds"))
        do {
            let header = try FeedFile(reading: bytes).header
            guard sample || !header.isSample else {
                throw CommandFailure.badInput(
                    "\(source) is a sample: --sample takes it, on a fleet for trying things out")
            }
            show(try await importing.run(bytes, gate: force ? .force : .strict))
        } catch let problem as FeedProblem {
            throw CommandFailure.badInput("\(source): \(problem) [\(problem.code.rawValue)]")
        }
    }

    private func fetch() async throws -> [UInt8] {
        if source == "-" { return try InputFile.read(source) }
        do {
            guard case .bytes(let bytes, _) = try await FeedSource(source).fetch() else {
                throw CommandFailure.unexpected("\(source) says that nothing changed although nothing was asked about")
            }
            return bytes
        } catch let error as FeedFetchError {
            let isRemote = source.hasPrefix("http://") || source.hasPrefix("https://")
            throw isRemote ? CommandFailure.unavailable("\(error)") : CommandFailure.badInput("\(error)")
        }
    }

    private func show(_ report: FeedImportReport) {
        let (header, result) = (report.header, report.result)
        if output.json {
            return Answer.json([
                "as_of": .string("\(header.asOf)"), "changed": .integer(Int64(result.changed)),
                "epoch": .integer(result.epoch), "name": .string(header.name.rawValue),
                "published": .bool(result.isPublished), "rescored": .integer(Int64(result.items)),
                "rows": .integer(Int64(result.rows)), "runs": .array(result.runs.map(JSONValue.integer)),
                "sample": .bool(header.isSample),
            ])
        }
        let change = result.isPublished ? "\(result.changed) changed" : "nothing changed"
        Answer.text([
            "\(header.name.rawValue)\(header.isSample ? " (sample)" : ""): \(result.rows) rows of \(header.asOf), \(change), "
                + "epoch \(result.epoch); \(result.items) decisions are made again"
        ])
    }
}
