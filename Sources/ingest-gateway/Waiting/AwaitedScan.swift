import Engine

/// A scan that somebody waits for, and whose it is.
struct AwaitedScan: Hashable, Sendable {
    let scan: ScanID
    let tenant: String
}
