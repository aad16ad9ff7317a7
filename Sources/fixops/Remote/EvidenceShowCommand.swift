import ArgumentParser

/// `fixops evidence show`: the bytes as they are stored.
struct EvidenceShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a decision's evidence, byte for byte.")

    @Argument(help: "The decision's or the scan's id.")
    var id: String

    @OptionGroup var fleet: FleetLocation

    func run() async throws {
        Answer.bytes(try await fleet.client().get(GatewayClient.path(["evidence", id])).checked().bytes)
    }
}
