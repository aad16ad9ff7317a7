internal import Engine

/// A decision by its id, and whose it is.
struct DecisionKeyed: Hashable, Sendable {
    let tenant: String
    let id: ScanID
}
