import ArgumentParser
import Stages

@main
struct Normalizer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalizer", abstract: "Read reports into documents and facts.")

    @OptionGroup var options: NormalizerOptions

    static func main() async { await ProcessMain.run(Self.self) }

    func run() async throws { try await options.run() }
}
