/// What is done to the fleet, in lanes that run beside one another.
enum Programme {
    /// The lanes with those faults whose name contains `part`; all where that is nil.
    static func lanes(only part: String?) -> [FaultLane] {
        guard let part else { return lanes }
        return lanes.map { $0.keeping { $0.contains(part) } }.filter { !$0.decks.isEmpty }
    }

    /// A line for each fault: its name, and what the fleet shows by living through it.
    static func list(only part: String?) -> String {
        let faults = lanes(only: part).flatMap(\.decks).flatMap(\.self)
        return Set(faults.map { "\($0.name): \(type(of: $0).proves)" }).sorted().joined(separator: "\n")
    }

    private static let lanes = [
        FaultLane(name: "kills", decks: [kills], pause: 500...1_800, peace: 0...0, isWeather: false),
        FaultLane(
            name: "processes", decks: [pauses + restarts + hunts], pause: 1_000...4_000, peace: 0...0, isWeather: false),
        // In the time of peace it is measured how fast killed workers' jobs run elsewhere.
        FaultLane(
            name: "servers", decks: [redis + links(to: .redis), postgres + links(to: .postgres)], pause: 500...2_500,
            peace: 20_000...40_000, isWeather: true),
    ]

    private static let kills: [any Fault] = ProcessKind.allCases.map { KillProcess(kind: $0) }
    private static let pauses: [any Fault] = ProcessKind.allCases.map { PauseProcess(kind: $0) }
    private static let restarts: [any Fault] = ProcessKind.allCases.map { RollingRestart(kind: $0) }

    private static let hunts: [any Fault] = ProcessKind.allCases.filter { $0.stage != nil }.map { PoisonJob(kind: $0) }

    private static let redis: [any Fault] = [
        FillRedis(), FlushRedis(), FlushRedis(), RestartRedis(losesEverything: false),
        RestartRedis(losesEverything: true),
    ]

    private static let postgres: [any Fault] = RestartPostgres.Way.allCases.map { RestartPostgres(way: $0) }

    private static func links(to server: BreakLink.Server) -> [any Fault] {
        BreakLink.Way.allCases.map { BreakLink(server: server, way: $0) }
    }
}
