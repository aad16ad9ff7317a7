import Fleet

/// A queue entry that a process held when it was killed.
struct Holding: Hashable, Sendable {
    let stream: StreamNames
    /// Whether it was held from the stream of suspects.
    let isAlone: Bool
    let entry: String
    let consumer: String
    let job: String

    var key: String { isAlone ? stream.alone : stream.stream }
}
