internal import COpenSSL
internal import Glibc

/// A connected, non-blocking socket, plain or inside TLS. Owned by one thread.
struct Transport: ~Copyable {
    let descriptor: Int32
    private let tls: OpaquePointer?

    private init(descriptor: Int32, tls: OpaquePointer?) {
        self.descriptor = descriptor
        self.tls = tls
    }

    deinit {
        if let tls { SSL_free(tls) }
        close(descriptor)
    }

    /// Connects within `limit` and, where asked, shakes hands for TLS.
    static func connect(_ endpoint: RedisEndpoint, limit: Duration) throws(RedisError) -> Transport {
        let descriptor: Int32
        switch endpoint.address {
        // A cluster is reached through its nodes.
        case .cluster: throw .configuration("a cluster has no connection of its own")
        case .tcp(let host, let port): descriptor = try SocketDial.tcp(host, port, limit: limit)
        case .unix(let path): descriptor = try SocketDial.unix(path, limit: limit)
        }
        guard endpoint.usesTLS, case .tcp(let host, _) = endpoint.address else {
            return Transport(descriptor: descriptor, tls: nil)
        }
        do {
            let tls = try TLSHandshake.perform(descriptor, host: host, authorities: endpoint.authorities, limit: limit)
            return Transport(descriptor: descriptor, tls: tls)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Writes what the socket takes; 0 when it takes nothing now.
    borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(RedisError) -> Int {
        if let tls {
            return try TLSHandshake.transferred(tls) { SSL_write($0, bytes.baseAddress, Int32(clamping: bytes.count)) }
        }
        let count = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if count >= 0 { return count }
        return try Self.wouldBlock(errno)
    }

    /// Reads what there is; nil when there is nothing now. The end of the stream is `closed`.
    borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(RedisError) -> Int? {
        let count: Int
        if let tls {
            count = try TLSHandshake.transferred(tls) {
                SSL_read($0, buffer.baseAddress, Int32(clamping: buffer.count))
            }
        } else {
            let received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if received == 0 { throw .closed("the server hung up") }
            count = received > 0 ? received : try Self.wouldBlock(errno)
        }
        return count == 0 ? nil : count
    }

    /// Whether the peer has ended the connection, or sent what nobody asked for, while it was not in use.
    var hasEnded: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        if count < 0 { return errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR }
        // TLS may have records of its own waiting, such as session tickets.
        return count == 0 || tls == nil
    }

    /// Waits until the socket can be read (or also written); throws `timeout` at `deadline`.
    borrowing func wait(forWriting: Bool, until deadline: ContinuousClock.Instant) throws(RedisError) {
        if let tls, !forWriting, SSL_pending(tls) > 0 { return }
        try SocketDial.wait(descriptor, events: Int16(POLLIN) | (forWriting ? Int16(POLLOUT) : 0), until: deadline)
    }

    private static func wouldBlock(_ code: Int32) throws(RedisError) -> Int {
        if code == EAGAIN || code == EWOULDBLOCK || code == EINTR { return 0 }
        throw .closed(String(cString: strerror(code)))
    }
}
