import Synchronization

/// What processes left behind that were asked to stop while the servers were well; at other times they may leave something.
final class Departures: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    func note(_ sentence: String) { notes.withLock { $0.append(sentence) } }
}
