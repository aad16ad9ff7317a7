import ArgumentParser
import Stages

@main
struct FeedScheduler: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed-scheduler", abstract: "Import feeds, release re-score work, reconcile queues.")

    @OptionGroup var options: FeedSchedulerOptions

    static func main() async { await ProcessMain.run(Self.self) }

    func run() async throws { try await options.run() }
}
