internal import Glibc

/// Opens sockets and waits for them.
enum SocketDial {
    /// Tries each address of `host` in turn; the limit is for all of them.
    static func tcp(_ host: String, _ port: UInt16, limit: Duration) throws(RedisError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0 else { throw .connect("\(host): \(String(cString: gai_strerror(status)))") }
        defer { freeaddrinfo(found) }
        let deadline = ContinuousClock.now + limit
        var failure = RedisError.connect("\(host) has no address")
        var next = found
        while let address = next {
            do {
                return try open(address.pointee, until: deadline)
            } catch {
                failure = error
            }
            next = address.pointee.ai_next
        }
        if case .connect(let reason) = failure { throw .connect("\(host):\(port): \(reason)") }
        throw failure
    }

    static func unix(_ path: String, limit: Duration) throws(RedisError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { throw .configuration("the socket's path is longer than \(room - 1) bytes") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .connect(String(cString: strerror(errno))) }
        makeNonBlocking(descriptor)
        let deadline = ContinuousClock.now + limit
        while connect(descriptor, to: &address) != 0 {
            let code = errno
            // The server's backlog is full; such a socket tells of no room by no event, so that it is tried again.
            guard code == EAGAIN || code == EINTR, ContinuousClock.now < deadline else {
                close(descriptor)
                throw .connect("\(path): \(code == EAGAIN ? "no answer in time" : reason(code))")
            }
            usleep(10_000)
        }
        return descriptor
    }

    private static func connect(_ descriptor: Int32, to address: inout sockaddr_un) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Where nobody listens, also what to do about it.
    private static func reason(_ code: Int32) -> String {
        let text = String(cString: strerror(code))
        guard code == ECONNREFUSED || code == ENOENT else { return text }
        return "\(text); is a Redis server running, and is this its address?"
    }

    /// Polls until one of `events` or an error shows; throws `timeout` at `deadline`.
    static func wait(_ descriptor: Int32, events: Int16, until deadline: ContinuousClock.Instant) throws(RedisError) {
        while true {
            let left = (deadline - ContinuousClock.now).wholeMilliseconds
            var entry = pollfd(fd: descriptor, events: events, revents: 0)
            let count = poll(&entry, 1, Int32(clamping: max(left, 0)))
            if count > 0 { return }
            if count < 0, errno != EINTR { throw .closed(String(cString: strerror(errno))) }
            if count == 0 { throw .timeout }
        }
    }

    private static func open(_ address: addrinfo, until deadline: ContinuousClock.Instant) throws(RedisError) -> Int32 {
        let descriptor = socket(
            address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), address.ai_protocol)
        guard descriptor >= 0 else { throw .connect(String(cString: strerror(errno))) }
        makeNonBlocking(descriptor)
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE)
        do {
            try finishConnecting(descriptor, address, until: deadline)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func finishConnecting(
        _ descriptor: Int32, _ address: addrinfo, until deadline: ContinuousClock.Instant
    ) throws(RedisError) {
        if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return }
        guard errno == EINPROGRESS else { throw .connect(reason(errno)) }
        do {
            try wait(descriptor, events: Int16(POLLOUT), until: deadline)
        } catch {
            throw .connect("no answer in time")
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { throw .connect(reason(code)) }
    }

    private static func makeNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    private static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, level, name, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}

extension Duration {
    /// Rounded up, so that a wait is never shorter than asked for.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
