/// What is done to the fleet, in lanes that run beside one another.
enum Programme {
    static let lanes = [
        FaultLane(name: "kills", faults: kills, pause: 500...1_800, isWeather: false),
        FaultLane(name: "processes", faults: pauses + restarts, pause: 1_000...4_000, isWeather: false),
        FaultLane(name: "servers", faults: servers + links, pause: 1_000...4_000, isWeather: true),
    ]

    private static let kills: [any Fault] = ProcessKind.allCases.map { KillProcess(kind: $0) }
    private static let pauses: [any Fault] = ProcessKind.allCases.map { PauseProcess(kind: $0) }
    private static let restarts: [any Fault] = ProcessKind.allCases.map { RollingRestart(kind: $0) }

    private static let servers: [any Fault] =
        [
            FillRedis(), FlushRedis(), FlushRedis(), RestartRedis(losesEverything: false),
            RestartRedis(losesEverything: true),
        ] + RestartPostgres.Way.allCases.map { RestartPostgres(way: $0) }

    private static let links: [any Fault] = BreakLink.Server.allCases.flatMap { server in
        BreakLink.Way.allCases.map { BreakLink(server: server, way: $0) }
    }
}
