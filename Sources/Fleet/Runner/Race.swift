internal import Synchronization

/// Gives the first of several results to the one that waits; the others are dropped.
final class Race<Value: Sendable>: Sendable {
    private enum State {
        case decided
        case early(Value)
        case open
        case waiting(CheckedContinuation<Value, Never>)
    }

    private let state = Mutex(State.open)

    /// Whether `value` was the first.
    @discardableResult
    func finish(_ value: Value) -> Bool {
        let (isFirst, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Value, Never>?) in
            switch state {
            case .decided, .early: return (false, nil)
            case .open:
                state = .early(value)
                return (true, nil)
            case .waiting(let continuation):
                state = .decided
                return (true, continuation)
            }
        }
        waiter?.resume(returning: value)
        return isFirst
    }

    /// The first result. To be called once.
    func first() async -> Value {
        await withCheckedContinuation { continuation in
            let early = state.withLock { state -> Value? in
                if case .early(let value) = state {
                    state = .decided
                    return value
                }
                state = .waiting(continuation)
                return nil
            }
            if let early { continuation.resume(returning: early) }
        }
    }
}
