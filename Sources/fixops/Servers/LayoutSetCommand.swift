import ArgumentParser
import JSON
import Stages
import Store

/// `fixops layout set`.
struct LayoutSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change the fleet's number of shards or lanes.",
        discussion: """
            Only what --shards and --lanes say is changed. More lanes are taken at any time; other shards and fewer lanes \
            are refused while a scan or a re-score run is unfinished. Processes that still run keep the old numbers: \
            restart them with the new ones, workers first.

            Example:
              fixops layout set --lanes 32
            """)

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard location.spread.shards != nil || location.spread.lanes != nil else {
            throw ValidationError("Say what to set: --shards N, --lanes N or both.")
        }
        _ = try number(location.spread.shards, 1...1024, "A fleet has 1 to 1024 shards.")
        _ = try number(location.spread.lanes, 1...100, "A class has 1 to 100 lanes.")
    }

    func run() async throws {
        let pool = try location.pool(as: "fixops layout")
        try await Schema.check(pool)
        let layout: FleetLayout
        do {
            layout = try await Store(pool: pool).setLayout(
                shards: location.spread.shards.flatMap { Int($0) }, lanes: location.spread.lanes.flatMap { Int($0) })
        } catch let error as FleetLayoutError {
            throw CommandFailure.unavailable("\(error)")
        }
        if output.json { return Answer.json(LayoutAnswer.json(layout)) }
        Answer.text(LayoutAnswer.lines(layout) + ["restart every process with these numbers, workers first"])
    }

    private func number(_ text: String?, _ range: ClosedRange<Int>, _ sentence: String) throws -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), range.contains(number) else { throw ValidationError(sentence) }
        return number
    }
}
