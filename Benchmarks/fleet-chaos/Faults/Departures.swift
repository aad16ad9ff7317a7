import Synchronization

/// What processes left behind that stopped in order; while a server was broken they may.
final class Departures: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    func note(_ sentence: String) { notes.withLock { $0.append(sentence) } }
}
