import JSON
import UnixSignals

/// Looks at the queues again and again and shows what it saw, as the output calls for.
struct QueueWatch {
    let client: GatewayClient
    let pause: Duration
    let isJSON: Bool

    /// Ends at Ctrl-C, SIGTERM, or when nobody reads any more. Throws where the gateway does not answer the first time.
    func run() async throws {
        let first = try await client.queues()
        if isJSON { return try await follow(first) { Answer.lines($0.stamped) } }
        guard Paint.isTerminal else {
            return try await follow(first) { look in
                Answer.text(["\(look.at)  \(QueueTable.summary(look.queues))"])
            }
        }
        try await showScreen(first)
    }

    /// A line or more a look; a look that failed is told on stderr.
    private func follow(_ first: QueueLook, _ show: (QueueLook) -> Void) async throws {
        var look: QueueLook? = first
        while true {
            if let look { show(look) }
            guard !OutputStream.isAnswerUnread else { return }
            try await Task.sleep(for: pause)
            do {
                look = try await client.queues()
            } catch let failure as CommandFailure where failure.isTransient {
                Progress.complain(failure.description)
                look = nil
            }
        }
    }

    /// The signals are caught before the screen is taken, so that it is given back whatever ends the command.
    private func showScreen(_ first: QueueLook) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let screen = Screen()
        screen.enter()
        defer { screen.leave() }
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { for await _ in signals { return } }
            group.addTask { try await redraw(screen, first) }
            try await group.next()
        }
    }

    private func redraw(_ screen: Screen, _ first: QueueLook) async throws {
        var look = first
        var trouble: String?
        while true {
            screen.show(Self.lines(look, client.base, trouble))
            try await Task.sleep(for: pause)
            do {
                look = try await client.queues()
                trouble = nil
            } catch let failure as CommandFailure where failure.isTransient {
                trouble = failure.description
            }
        }
    }

    private static func lines(_ look: QueueLook, _ base: String, _ trouble: String?) -> [String] {
        var lines = ["FixOps queues  \(base)  \(look.at)", ""]
        lines += QueueTable.lines(look.queues).enumerated().map { index, line in
            index == 0 ? Paint.faint(line) : Paint.queue(line, look.queues[index - 1])
        }
        let notes = QueueTable.notes(look.queues)
        if !notes.isEmpty { lines += [""] + notes }
        if let trouble { lines += ["", Paint.alarm("this look is old: \(trouble)")] }
        return lines + ["", Paint.faint("Ctrl-C ends.")]
    }
}
