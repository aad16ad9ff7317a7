import ArgumentParser
import Stages

@main
struct EvidenceWriter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence-writer", abstract: "Commit decisions with their evidence.")

    @OptionGroup var options: EvidenceWriterOptions

    static func main() async { await ProcessMain.run(Self.self) }

    func run() async throws { try await options.run() }
}
