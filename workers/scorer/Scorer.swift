import ArgumentParser
import Stages

@main
struct Scorer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scorer", abstract: "Score enriched facts under their policy.")

    @OptionGroup var options: ScorerOptions

    static func main() async { await ProcessMain.run(Self.self) }

    func run() async throws { try await options.run() }
}
