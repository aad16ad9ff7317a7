import NIOCore
import Synchronization

/// All connections of a link, and the manner in which they are treated.
final class LinkSwitchboard: Sendable {
    private struct State {
        var manner = LinkManner.sound
        var pairs: [ObjectIdentifier: LinkPair] = [:]
    }

    private let state = Mutex(State())

    var manner: LinkManner { state.withLock { $0.manner } }

    func setManner(_ manner: LinkManner) {
        let pairs = state.withLock { state in
            state.manner = manner
            return Array(state.pairs.values)
        }
        // Those that were stalled read on.
        for pair in pairs { pair.wake() }
    }

    func add(_ pair: LinkPair) { state.withLock { $0.pairs[ObjectIdentifier(pair)] = pair } }

    func remove(_ pair: LinkPair) { state.withLock { $0.pairs[ObjectIdentifier(pair)] = nil } }

    func cut() { for pair in state.withLock({ Array($0.pairs.values) }) { pair.cut() } }

    func abandon() { for pair in state.withLock({ Array($0.pairs.values) }) { pair.abandon() } }
}
