import ArgumentParser
import JSON
import Store

/// `fixops shards show`.
struct ShardsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the fleet's number of shards.",
        discussion: """
            Example:
              fixops shards show --json
            """)

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pool = try location.pool(as: "fixops shards")
        try await Schema.check(pool)
        let count = try await Store(pool: pool).layout()?.shards
        if output.json { return Answer.json(["shards": count.map { .integer(Int64($0)) } ?? .null]) }
        Answer.text([count.map { "\($0)" } ?? "none yet: the fleet's first process sets it"])
    }
}
