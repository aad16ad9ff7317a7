/// One way to break the fleet.
protocol Fault: Sendable {
    /// For the ledger, e.g. `kill -9 scorer`.
    var name: String { get }
    /// What the fleet shows by living through it: a sentence for the ledger's reader.
    static var proves: String { get }
    /// How long the fleet may feel it after it is mended, because only timeouts end it.
    var aftermath: Duration { get }
    /// Breaks something, and mends it again unless the fleet does so itself. Ends when it is mended.
    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws
}

extension Fault {
    var aftermath: Duration { .zero }
}
