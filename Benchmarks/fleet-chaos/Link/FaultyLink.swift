import NIOCore
import NIOPosix

/// A TCP proxy between the fleet and one of its servers, which can be told to behave badly.
final class FaultyLink: Sendable {
    let port: Int
    private let switchboard: LinkSwitchboard
    private let target: Int

    /// Passes connections to loopback's `port` on to loopback's `target`.
    init(port: Int, target: Int) {
        self.port = port
        self.target = target
        switchboard = LinkSwitchboard()
    }

    /// Listens while `body` runs.
    func whileOpen<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        let group = MultiThreadedEventLoopGroup.singleton
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.backlog, value: 256)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.autoRead, value: false)
            .childChannelInitializer { [target, switchboard] near in
                Self.join(near, to: target, switchboard)
            }
            .bind(host: "127.0.0.1", port: port).get()
        do {
            let result = try await body()
            try await close(listener)
            return result
        } catch {
            // Ignored: the first error is the one to tell.
            try? await close(listener)
            throw error
        }
    }

    /// How it treats what passes, from now on.
    var manner: LinkManner {
        get { switchboard.manner }
        set { switchboard.setManner(newValue) }
    }

    /// Ends every connection with a reset.
    func cut() { switchboard.cut() }

    /// Lets every connection that is open now lose all that is sent, for ever, and say nothing; new ones are sound.
    func abandon() { switchboard.abandon() }

    private func close(_ listener: any Channel) async throws {
        try await listener.close().get()
        switchboard.cut()
    }

    /// Connects to the server and joins the two ends.
    private static func join(
        _ near: any Channel, to port: Int, _ switchboard: LinkSwitchboard
    ) -> EventLoopFuture<Void> {
        ClientBootstrap(group: near.eventLoop)
            .channelOption(ChannelOptions.autoRead, value: false)
            .connectTimeout(.seconds(2))
            .connect(host: "127.0.0.1", port: port)
            .flatMap { far in
                near.eventLoop.makeCompletedFuture {
                    let pair = LinkPair(near: near, far: far)
                    try near.pipeline.syncOperations.addHandler(LinkEnd(pair, partner: far, switchboard))
                    try far.pipeline.syncOperations.addHandler(LinkEnd(pair, partner: near, switchboard))
                    switchboard.add(pair)
                    far.closeFuture.whenComplete { _ in switchboard.remove(pair) }
                }
            }
    }
}
