import ArgumentParser

/// `fixops scan`: how a scan stands and where its time went.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Show how a scan stands and what each stage did on it.",
        subcommands: [ScanShowCommand.self], defaultSubcommand: ScanShowCommand.self)
}
