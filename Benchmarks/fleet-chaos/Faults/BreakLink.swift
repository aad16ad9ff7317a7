import NIOCore

/// The network between the fleet and a server behaves badly.
struct BreakLink: Fault {
    /// The server at the other end.
    enum Server: String, CaseIterable, Sendable {
        case postgres = "PostgreSQL"
        case redis = "Redis"
    }

    /// What the network does.
    enum Way: String, CaseIterable, Sendable {
        /// Every connection is reset, several times.
        case cut = "cut connections to"
        /// Open connections lose everything for ever without a word; new ones are sound.
        case halfOpen = "half-open connections to"
        /// Nothing passes for some seconds.
        case stall = "stall the way to"
        /// Everything comes late.
        case slow = "slow the way to"
    }

    static let proves = "a connection that answers nothing blocks neither work nor drain; late answers do no harm"

    let server: Server
    let way: Way

    var name: String { "\(way.rawValue) \(server.rawValue)" }

    /// A statement on a half-open connection is waited for as long as one may take; Redis is given up after seconds.
    var aftermath: Duration {
        guard way == .halfOpen else { return .zero }
        return server == .postgres ? .seconds(35) : .seconds(5)
    }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        let link = server == .redis ? arena.subject.redisLink : arena.subject.postgresLink
        defer { link.manner = .sound }
        switch way {
        case .cut:
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                link.cut()
                try? await Task.sleep(for: generator.duration(50...800))  // Ignored: cancellation ends the fault.
            }
        case .halfOpen:
            link.abandon()
            try? await Task.sleep(for: .seconds(6))  // Ignored: as above.
        case .stall:
            link.manner = .stalled
            try? await Task.sleep(for: generator.duration(2_000...9_000))  // Ignored: as above.
        case .slow:
            link.manner = .slow(.milliseconds(Int64.random(in: 20...150, using: &generator)))
            try? await Task.sleep(for: generator.duration(3_000...6_000))  // Ignored: as above.
        }
    }
}
