import ArgumentParser
import JSON
import Store

/// `fixops layout show`.
struct LayoutShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the fleet's numbers of shards and lanes.",
        discussion: """
            Example:
              fixops layout show --json
            """)

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pool = try location.pool(as: "fixops layout")
        try await Schema.check(pool)
        let layout = try await Store(pool: pool).layout()
        if output.json { return Answer.json(LayoutAnswer.json(layout)) }
        Answer.text(LayoutAnswer.lines(layout))
    }
}
