import ArgumentParser
import Stages

@main
struct Enricher: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enricher", abstract: "Join facts with feeds, context and policy.")

    @OptionGroup var options: EnricherOptions

    static func main() async { await ProcessMain.run(Self.self) }

    func run() async throws { try await options.run() }
}
