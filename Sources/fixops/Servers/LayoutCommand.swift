import ArgumentParser

/// `fixops layout`: how the fleet's queues are spread.
struct LayoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout",
        abstract: "Show or change how the fleet's queues are spread: its shards and its lanes.",
        discussion: """
            Every process is told both numbers (FIXOPS_SHARDS, FIXOPS_LANES), and refuses to start with others than the \
            fleet's, which its first process sets.

            More lanes: set the number here, then restart every process with it, the workers first. Other shards or fewer \
            lanes: stop the gateways, let the workers finish, set the number here, stop the workers and schedulers, and \
            start everything with it.

            Examples:
              fixops layout show
              fixops layout set --lanes 32
            """,
        subcommands: [LayoutShowCommand.self, LayoutSetCommand.self])
}
