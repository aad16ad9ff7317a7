internal import COpenSSL
internal import Glibc

/// TLS 1.2 or newer on a connected socket, with the server's certificate and name checked.
enum TLSHandshake {
    static func perform(
        _ descriptor: Int32, host: String, authorities: String?, limit: Duration
    ) throws(RedisError) -> OpaquePointer {
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw .connect("TLS: \(lastError())") }
        defer { SSL_CTX_free(context) }  // The connection holds a reference of its own.
        let isTrusting =
            authorities.map { SSL_CTX_load_verify_locations(context, $0, nil) }
            ?? SSL_CTX_set_default_verify_paths(context)
        guard isTrusting == 1, fx_tls_require_1_2(context) == 1 else {
            throw .configuration("TLS: the authorities in \(authorities ?? "the system's store") cannot be read")
        }
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        guard let tls = SSL_new(context) else { throw .connect("TLS: \(lastError())") }
        do throws(RedisError) {
            guard SSL_set1_host(tls, host) == 1, fx_tls_set_server_name(tls, host) == 1,
                SSL_set_fd(tls, descriptor) == 1
            else { throw RedisError.connect("TLS: \(lastError())") }
            try shakeHands(tls, descriptor, until: ContinuousClock.now + limit)
        } catch {
            SSL_free(tls)
            throw error
        }
        return tls
    }

    /// The bytes that a read or write moved; 0 when the socket has to become ready first.
    ///
    /// `transfer` runs on an empty error queue, because SSL_get_error looks at the thread's whole queue.
    static func transferred(_ tls: OpaquePointer, _ transfer: (OpaquePointer) -> Int32) throws(RedisError) -> Int {
        ERR_clear_error()
        let result = transfer(tls)
        if result > 0 { return Int(result) }
        switch SSL_get_error(tls, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return 0
        case SSL_ERROR_ZERO_RETURN: throw .closed("the server hung up")
        default: throw .closed("TLS: \(lastError())")
        }
    }

    private static func shakeHands(
        _ tls: OpaquePointer, _ descriptor: Int32, until deadline: ContinuousClock.Instant
    ) throws(RedisError) {
        while true {
            ERR_clear_error()
            let result = SSL_connect(tls)
            if result == 1 { return }
            switch SSL_get_error(tls, result) {
            case SSL_ERROR_WANT_READ: try SocketDial.wait(descriptor, events: Int16(POLLIN), until: deadline)
            case SSL_ERROR_WANT_WRITE: try SocketDial.wait(descriptor, events: Int16(POLLOUT), until: deadline)
            default: throw .connect("TLS: \(lastError())")
            }
        }
    }

    /// The newest entry of OpenSSL's queue, which is emptied.
    private static func lastError() -> String {
        var text = "the connection was refused"
        while case let code = ERR_get_error(), code != 0 {
            var buffer = [CChar](repeating: 0, count: 256)
            ERR_error_string_n(code, &buffer, buffer.count)
            text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return text
    }
}
