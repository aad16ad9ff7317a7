public import ArgumentParser

/// What each of the four stage workers can be told.
public struct WorkerOptions: ParsableArguments {
    @OptionGroup(title: "Servers")
    var servers: ServerOptions

    @OptionGroup(title: "Fleet")
    var fleet: FleetOptions

    @Option(help: "The most jobs in one run of the stage, 1 to 1000 (FIXOPS_BATCH; 100).")
    var batch: String?

    @Option(
        help: ArgumentHelp(
            "The most decisions in one run of the stage, 1 to 1000000: a re-score job holds up to 200 "
                + "(FIXOPS_BATCH_DECISIONS; 2000)."))
    var batchDecisions: String?

    @Option(help: "Seconds without a heartbeat after which another worker takes a job, 1 to 300 (FIXOPS_LEASE; 3).")
    var lease: String?

    @Option(
        help: ArgumentHelp(
            "Jobs that a lane of the next stage may hold before this stage stops reading that lane "
                + "(FIXOPS_DOWNSTREAM_LIMIT; 10000)."))
    var downstreamLimit: String?

    @OptionGroup(title: "Process")
    var process: ProcessOptions

    public init() {}
}
