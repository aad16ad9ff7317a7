import NIOCore

/// How a link treats what passes.
enum LinkManner: Sendable {
    case sound
    /// Nothing passes in either direction, and nothing is closed; it goes on where it stopped.
    case stalled
    /// Everything comes this much later.
    case slow(TimeAmount)
}
