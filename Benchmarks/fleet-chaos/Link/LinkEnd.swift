import NIOCore

/// Hands what one end of a connection reads to the other, in the link's manner. It reads again only when what it read
/// has been written, so that a slow reader slows the writer down and nothing piles up.
final class LinkEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let pair: LinkPair
    private let partner: any Channel
    private let switchboard: LinkSwitchboard

    init(_ pair: LinkPair, partner: any Channel, _ switchboard: LinkSwitchboard) {
        self.pair = pair
        self.partner = partner
        self.switchboard = switchboard
    }

    /// The end towards the server is connected by now, the other one is not yet.
    func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { read(context: context) } }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        read(context: context)
    }

    func read(context: ChannelHandlerContext) {
        // While the link stalls nothing is read; its end asks again.
        if case .stalled = switchboard.manner, !pair.isAbandoned { return }
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        let (channel, partner) = (context.channel, partner)
        if pair.isAbandoned { return channel.read() }
        guard case .slow(let time) = switchboard.manner else { return Self.pass(bytes, from: channel, to: partner) }
        context.eventLoop.scheduleTask(in: time) { Self.pass(bytes, from: channel, to: partner) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !pair.isAbandoned { partner.close(promise: nil) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private static func pass(_ bytes: ByteBuffer, from channel: any Channel, to partner: any Channel) {
        partner.writeAndFlush(bytes).whenSuccess { channel.read() }
    }
}
