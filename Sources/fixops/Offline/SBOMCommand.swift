import ArgumentParser

/// `fixops sbom`: inventories.
struct SBOMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sbom",
        abstract: "Compare inventories of components.",
        subcommands: [SBOMDiffCommand.self])
}
