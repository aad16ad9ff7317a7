import ArgumentParser

/// `fixops queue`: where work waits, and an operator's hand on it.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Show each stage's queue; pause, drain and scale stages; put back what failed.",
        discussion: """
            Classes: live (a pipeline waits) and bulk (re-scoring). Every command asks the gateway, over HTTP: that of the \
            `fixops up` in this folder, of --url (FIXOPS_URL), or of http://127.0.0.1:8080. On Kubernetes give --url and \
            put a token with the scope `operate` into FIXOPS_TOKEN.

            Examples:
              fixops queue
              fixops queue watch
              fixops queue drain score --reason "new policy engine"
              fixops queue scale --target 60
              fixops queue dead redrive --where "stage=score and error~timeout" --dry-run
            """,
        subcommands: [
            DeadCommand.self, QueueDrainCommand.self, QueueListCommand.self, QueuePauseCommand.self,
            QueueRescoresCommand.self, QueueResumeCommand.self, QueueScaleCommand.self, QueueWatchCommand.self,
        ],
        defaultSubcommand: QueueListCommand.self)
}
