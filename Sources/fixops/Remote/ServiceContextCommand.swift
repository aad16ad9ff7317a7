import ArgumentParser
import Engine
import JSON

/// `fixops service context`: where what is known of a service comes from.
struct ServiceContextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context",
        abstract: "Import what is known of a service from a file; check such a file.",
        discussion: """
            A file is one of four, told apart by its content: facts in YAML or JSON, a fixops.yaml, a Backstage \
            catalog-info.yaml, or an Open Threat Model (OTM).

            Examples:
              fixops service context import catalog-info.yaml
              fixops service context import model.otm --service shop
              fixops service context check fixops.yaml --json
            """,
        subcommands: [Check.self, Import.self])

    /// Reads a file without a server.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Show what a file says of a service; needs no server.")

        @Argument(help: "The file; - is stdin.", completion: .file())
        var file: String

        @Option(help: "Which of the file's services is meant.")
        var service: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let reading = try ContextFile.read(file, service: service)
            for note in reading.notes { Progress.say(note) }
            if output.json { return Answer.json(reading.record.json) }
            let name = service ?? reading.service ?? "a service"
            Answer.text(["\(name), from \(reading.source.rawValue):"] + ContextText.lines(of: reading.record.json))
        }
    }

    /// Adds a file's facts to what is held.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Add a file's facts to what is known of a service.",
            discussion: """
                What the file does not say stays as it was; `fixops service set --context` replaces everything instead. \
                Current decisions that the change touches are made again.
                """)

        @Argument(help: "The file; - is stdin.", completion: .file())
        var file: String

        @Option(help: "The service; the one that the file names unless given.")
        var service: String?

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let reading = try ContextFile.read(file, service: service)
            guard let name = service ?? reading.service else {
                throw CommandFailure.badInput("\(file): the file names no service; say which with --service")
            }
            for note in reading.notes { Progress.say(note) }
            let path = GatewayClient.path(["services", name, "context"])
            let body = try await fleet.client().patch(path, reading.record.json).checked().json()
            if output.json { return Answer.json(body) }
            let again = body["rescored"]?.integer ?? 0
            Answer.text(
                ["\(name): facts from \(reading.source.rawValue) are added; \(again) decisions are made again"]
                    + ContextText.lines(of: body["context"] ?? .null))
        }
    }
}
