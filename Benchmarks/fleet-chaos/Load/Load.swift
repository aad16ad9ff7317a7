import Synchronization

/// Posts to the gateways until it is told to stop: about `rate` requests a second from a number of callers.
struct Load: Sendable {
    private static let callers = 16

    let gateways: [String]
    let client: GatewayClient
    let promises: Promises
    /// Requests a second, all callers together.
    let rate: Int
    let seed: UInt64

    /// Returns when `stop` is made and the requests in flight have ended.
    func run(until stop: StopFlag) async {
        await withTaskGroup { group in
            for number in 0..<Self.callers {
                group.addTask {
                    var caller = LoadCaller(number: number, load: self)
                    while !stop.isMade {
                        await caller.act()
                        await caller.pause(.milliseconds(1000 * Self.callers / rate))
                    }
                }
            }
        }
    }
}

/// A word that reaches every loop of a part of the run.
final class StopFlag: Sendable {
    private let flag = Atomic(false)

    var isMade: Bool { flag.load(ordering: .acquiring) || Task.isCancelled }

    func make() { flag.store(true, ordering: .releasing) }
}
