import ArgumentParser

/// `fixops queue dead`: jobs that failed for good.
struct DeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead",
        abstract: "List, show, redrive and discard dead letters.",
        discussion: """
            A job becomes a dead letter when it can never succeed, failed too often, or killed the worker that ran it \
            alone twice. Its scan is `failed` until it is redriven.

            --where takes conditions joined by `and`, such as
              stage=score and error~timeout and age>2h and service=shop and engine<2
            Fields: age (90s, 15m, 2h, 7d), attempts, class, code, deaths, engine, error, id, job, scan, service, source, \
            stage, state (open, redriven, discarded), times, worker. Numbers: = != < <= > >=; text: = != ~ (contains) !~. \
            A value with blanks stands in quotes. Without `state` the open ones are meant.

            Examples:
              fixops queue dead
              fixops queue dead show 17
              fixops queue dead redrive --where "code=attempts-exhausted and age<1d" --dry-run
              fixops queue dead discard 17 18 --yes
            """,
        subcommands: [DeadDiscardCommand.self, DeadListCommand.self, DeadRedriveCommand.self, DeadShowCommand.self],
        defaultSubcommand: DeadListCommand.self)
}
