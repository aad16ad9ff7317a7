import Glibc
import NIOCore
import Synchronization

/// The two ends of a connection through a link.
final class LinkPair: Sendable {
    /// How long an abandoned connection stays open: longer than anyone should wait for an answer.
    private static let abandonedLife = TimeAmount.seconds(60)

    private let abandoned = Atomic(false)
    private let far: any Channel
    private let near: any Channel

    init(near: any Channel, far: any Channel) {
        self.near = near
        self.far = far
    }

    var isAbandoned: Bool { abandoned.load(ordering: .acquiring) }

    func abandon() {
        abandoned.store(true, ordering: .releasing)
        near.eventLoop.scheduleTask(in: Self.abandonedLife) { self.cut() }
    }

    /// A reset and no orderly end: what a peer sees when a machine in between restarts.
    func cut() {
        for channel in [near, far] {
            channel.eventLoop.execute {
                if let socket = channel as? any SocketOptionProvider {
                    // Ignored: where the option is refused the connection ends in order, which is a cut as well.
                    _ = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                }
                channel.close(promise: nil)
            }
        }
    }

    /// Reads on after a stall.
    func wake() {
        near.read()
        far.read()
    }
}
