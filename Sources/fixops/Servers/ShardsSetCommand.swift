import ArgumentParser
import JSON
import Store

/// `fixops shards set`.
struct ShardsSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change the fleet's number of shards, once nothing waits or runs.",
        discussion: """
            Refused while a scan or a re-score run is unfinished. Processes that still run keep the old number: stop them \
            first, and start them with FIXOPS_SHARDS set to the new one.

            Example:
              fixops shards set 6
            """)

    @Argument(help: "The number of shards, 1 to 1024.")
    var count: Int

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1024).contains(count) else { throw ValidationError("A fleet has 1 to 1024 shards.") }
    }

    func run() async throws {
        let pool = try location.pool(as: "fixops shards")
        try await Schema.check(pool)
        do {
            _ = try await Store(pool: pool).setLayout(shards: count, lanes: nil)
        } catch let error as FleetLayoutError {
            throw CommandFailure.unavailable("\(error)")
        }
        if output.json { return Answer.json(["shards": .integer(Int64(count))]) }
        Answer.text(["the fleet has \(count) shards: start its processes with FIXOPS_SHARDS=\(count)"])
    }
}
