internal import BlockingIO
public import Logging
public import Redis
public import ServiceLifecycle

/// Runs one stage: reads its jobs, runs them in batches through `effects`, hands on and acknowledges.
///
/// A job's effects are committed before its acknowledgement, and the acknowledgement lets one of several owners go on:
/// whatever dies, wherever it dies, a job is delivered again and never lost.
public struct StageRunner: Service {
    private let scope: RunnerScope

    /// Metrics go to the system that is bootstrapped by then.
    public init(
        stage: StageName, endpoint: RedisEndpoint, settings: FleetSettings, effects: StageEffects, logger: Logger
    ) {
        scope = RunnerScope(stage: stage, endpoint: endpoint, settings: settings, effects: effects, logger: logger)
    }

    /// Its name in the consumer groups, `HOST.PID.NONCE`: never used twice.
    public var consumer: String { scope.consumer }

    /// How the runner is now; for probes.
    public var health: RunnerHealth {
        scope.pulse.health(
            lease: scope.settings.lease, overruns: scope.overruns.count, batches: scope.settings.concurrentBatches)
    }

    /// Runs until the process is asked to stop, then drains: what was not started goes back, what runs has
    /// `drainDeadline` to end, and neither a pending entry nor a consumer is left. Cancellation drains at once.
    public func run() async throws {
        let heartbeat = Heartbeat(scope: scope).start()
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await work()
            } onGracefulShutdown: {
                drain(within: scope.settings.drainDeadline)
            }
        } onCancel: {
            drain(within: .zero)
        }
        await Departure(scope: scope).leave()
        heartbeat.stop()
    }

    private func work() async {
        let batches = BatchRunner(scope: scope, settler: Settler(scope: scope))
        let groups = Groups(scope: scope)
        // Ignored: whoever reads first meets the same error, says so and tries again.
        try? await groups.create()
        await withDiscardingTaskGroup { tasks in
            for group in scope.groups {
                // Before the first read, so that no held lane is read. Ignored: the duty comes again.
                tasks.addTask { try? await PauseWatch(group: group, scope: scope).turn() }
            }
        }
        await withTaskGroup { tasks in
            for group in scope.groups {
                for duty in duties(batches, group) {
                    tasks.addTask {
                        await DutyLoop(duty: duty, group: group, groups: groups, logger: scope.logger).run()
                    }
                }
            }
            await withDiscardingTaskGroup { readers in
                for jobClass in JobClass.allCases {
                    // Bulk work that keeps the cores busy must not hold up live work: each priority has threads of its own.
                    readers.addTask(priority: jobClass == .bulk ? .low : nil) {
                        await Reader(jobClass, scope: scope, batches: batches).run()
                    }
                }
            }
            tasks.cancelAll()
        }
        await batches.settler.connections.close()
    }

    /// Each group's turns come on their own.
    private func duties(_ batches: BatchRunner, _ group: ShardGroup) -> [any Duty] {
        [
            ConsumerReaper(group: group, scope: scope), DownstreamWatch(group: group, scope: scope),
            PauseWatch(group: group, scope: scope), Promoter(group: group, scope: scope),
            Reclaimer(group: group, scope: scope), SuspectRunner(batches: batches, group: group, scope: scope),
            Trimmer(group: group, scope: scope),
        ]
    }

    private func drain(within deadline: Duration) {
        scope.logger.info("draining", metadata: ["deadline.seconds": "\(deadline.components.seconds)"])
        scope.pulse.drain()
        scope.held.drain(by: .now + deadline)
        scope.capacity.stop()
    }
}
