import Stages

/// What `fixops up` shows: the stages and the processes, redrawn each second on a terminal, else lines when they change.
struct StageScreen: Sendable {
    let supervisor: Supervisor
    let names: [String]
    let folder: DataFolder
    let isPlain: Bool

    /// Shows the fleet until it is asked to stop.
    func show(_ addresses: FleetAddresses, until stop: StopRequest) async throws {
        Progress.say("ready: \(addresses.gateway) (logs in \(folder.logs); Ctrl-C stops)")
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { try await stop.wait() }
            group.addTask { try await isPlain ? follow(addresses) : redraw(addresses) }
            try await group.next()
        }
    }

    private func redraw(_ addresses: FleetAddresses) async throws {
        let client = try client(addresses)
        let (enter, leave) = ("\u{1B}[?1049h\u{1B}[?25l", "\u{1B}[?25h\u{1B}[?1049l")
        Answer.bytes(Array(enter.utf8))
        defer { Answer.bytes(Array(leave.utf8)) }
        while true {
            let table = await lines(client)
            let lines = ["FixOps  \(addresses.gateway)", ""] + table + [""] + processes()
            let footer = ["", "logs: \(folder.logs)", "Ctrl-C drains and stops."]
            Answer.bytes(Array(("\u{1B}[H" + (lines + footer).map { "\($0)\u{1B}[K\n" }.joined() + "\u{1B}[J").utf8))
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// A line whenever jobs were finished since the last one, at most one in ten seconds.
    private func follow(_ addresses: FleetAddresses) async throws {
        let client = try client(addresses)
        var last = ""
        while true {
            // Ignored: while the gateway is away there is nothing to tell; that it ended is told by the supervisor.
            let line = (try? await QueueTable.summary(client.queues().queues)) ?? last
            if line != last { Progress.say(line) }
            last = line
            try await Task.sleep(for: .seconds(10))
        }
    }

    private func client(_ addresses: FleetAddresses) throws -> GatewayClient {
        GatewayClient(base: addresses.gateway, token: try SettingReader.ofProcess().text(.token, flag: nil))
    }

    private func lines(_ client: GatewayClient) async -> [String] {
        do {
            let queues = try await client.queues().queues
            return QueueTable.lines(queues) + QueueTable.notes(queues)
        } catch {
            return ["the queues cannot be read: \(error)"]
        }
    }

    private func processes() -> [String] {
        let states = supervisor.snapshot
        return (["redis", "postgres"] + names).map { name in
            let state = states[name, default: Supervisor.State()]
            let restarts = state.restarts == 0 ? "" : "  restarted \(state.restarts)×, last: \(state.lastEnd ?? "?")"
            return "  \(state.isRunning ? "●" : "○") \(name)\(restarts)"
        }
    }
}
