import ArgumentParser

/// `fixops shards`: the part of `fixops layout` that is about shards.
struct ShardsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shards",
        abstract: "Show or change the number of shards that the fleet's keys are spread over.",
        discussion: """
            Every process is told the number (FIXOPS_SHARDS), and refuses to start with another one than the fleet's, \
            which its first process sets. To change it: stop the gateways, let the workers finish, set the new number \
            here, stop the workers and schedulers, and start everything with it. `fixops layout` has the lanes too.

            Examples:
              fixops shards show
              fixops shards set 6
            """,
        subcommands: [ShardsShowCommand.self, ShardsSetCommand.self])
}
