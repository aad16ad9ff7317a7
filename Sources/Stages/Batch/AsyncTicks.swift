/// An endless sequence with a pause before each element but the first; ends when its task is cancelled.
struct AsyncTicks: AsyncSequence, Sendable {
    struct Iterator: AsyncIteratorProtocol {
        fileprivate let pause: Duration
        fileprivate var isFirst = true

        mutating func next() async -> Void? {
            defer { isFirst = false }
            guard !isFirst else { return Task.isCancelled ? nil : () }
            return (try? await Task.sleep(for: pause)).map { () }
        }
    }

    private let pause: Duration

    init(every pause: Duration) { self.pause = pause }

    func makeAsyncIterator() -> Iterator { Iterator(pause: pause) }
}
