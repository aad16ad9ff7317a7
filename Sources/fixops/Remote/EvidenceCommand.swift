import ArgumentParser

/// `fixops evidence`: the canonical record of a decision, and its check.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Print a decision's evidence, or verify a saved one.",
        discussion: """
            Evidence is canonical JSON (RFC 8785). `fixops evidence ID | sha256sum` gives the hash that the decision \
            shows.

            Examples:
              fixops evidence 0197f0b3-… > evidence.json
              fixops evidence verify evidence.json
            """,
        subcommands: [EvidenceShowCommand.self, EvidenceVerifyCommand.self], defaultSubcommand: EvidenceShowCommand.self
    )
}
