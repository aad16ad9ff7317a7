public import Logging
public import Redis
public import ServiceLifecycle

/// Runs one stage: reads its jobs, runs them in batches through `effects`, hands on and acknowledges.
public struct StageRunner: Service {
    public init(
        stage: StageName, endpoint: RedisEndpoint, settings: FleetSettings, effects: StageEffects, logger: Logger
    ) {
    }

    /// How the runner is now; for probes.
    public var health: RunnerHealth { RunnerHealth(isAlive: true, isReady: false, problem: nil) }

    /// Runs until the process is asked to stop, then drains: leaves no pending entry and no consumer behind.
    public func run() async throws {}
}
