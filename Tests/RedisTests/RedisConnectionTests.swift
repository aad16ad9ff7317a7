import Redis
import TestSupport
import Testing

@Suite(
    "A connection to Redis", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct RedisConnectionTests {
    let server: PrivateRedis
    let connection: RedisConnection

    init() throws {
        server = try PrivateRedis()
        connection = RedisConnection(try RedisEndpoint(server.url), name: "test connection")
    }

    @Test("a pipeline of many commands gets its replies in order")
    func pipeline() async throws {
        let replies = try await connection.pipeline((0..<20_000).map { RedisCommand("ECHO", String($0)) })
        #expect(replies == (0..<20_000).map { .bulk(Array(String($0).utf8)) })
    }

    @Test("a pipeline larger than both socket buffers does not stand still")
    func large() async throws {
        let value = [UInt8](repeating: 7, count: 1 << 20)
        let commands = (0..<40).map { _ in
            var command = RedisCommand("ECHO")
            command.append(value)
            return command
        }
        let replies = try await connection.pipeline(commands)
        #expect(replies.allSatisfy { $0 == .bulk(value) })
    }

    @Test("a reply of 30 MB arrives whole")
    func huge() async throws {
        let value = (0..<(30 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        var set = RedisCommand("SET", "huge")
        set.append(value)
        #expect(try await connection.send(set) == .status("OK"))
        #expect(try await connection.send(RedisCommand("GET", "huge")).bytes == value)
    }

    @Test("keys and values are bytes")
    func binary() async throws {
        let every = (0...255).map(UInt8.init)
        var set = RedisCommand("SET")
        set.append(every)
        set.append(every)
        _ = try await connection.send(set)
        var get = RedisCommand("GET")
        get.append(every)
        #expect(try await connection.send(get).bytes == every)
    }

    @Test("a server's error is a value in a pipeline and thrown for one command")
    func errors() async throws {
        let replies = try await connection.pipeline([
            RedisCommand("SET", "text", "x"), RedisCommand("INCR", "text"), RedisCommand("LPUSH", "text", "y"),
            RedisCommand("GET", "text"),
        ])
        guard case .error(let first) = replies[1], case .error(let second) = replies[2] else {
            Issue.record("two errors expected in \(replies)")
            return
        }
        #expect(first.code == "ERR")
        #expect(second.code == "WRONGTYPE")
        #expect(replies[3] == .bulk([120]))
        await #expect(throws: RedisError.server(first)) { try await connection.send(RedisCommand("INCR", "text")) }
    }

    @Test("scripts run by their digest, and are loaded again after the server forgot them")
    func scripts() async throws {
        let echo = RedisScript("return {KEYS[1], ARGV[1]}")
        let count = RedisScript("return redis.call('INCR', KEYS[1])")
        let calls = [
            ScriptCall(echo, keys: ["k"], "v"), ScriptCall(count, keys: ["n"]), ScriptCall(echo, keys: ["l"], "w"),
        ]
        for round in 1...2 {
            let replies = try await connection.run(calls)
            #expect(replies[0].array?.compactMap(\.text) == ["k", "v"])
            #expect(replies[1].integer == Int64(round))
            #expect(replies[2].array?.compactMap(\.text) == ["l", "w"])
            _ = try await connection.send(RedisCommand("SCRIPT", "FLUSH"))
        }
    }

    @Test("after the server's restart the next call connects again")
    func restart() async throws {
        _ = try await connection.send(RedisCommand("PING"))
        server.kill()
        await #expect(throws: RedisError.self) { try await connection.send(RedisCommand("PING")) }
        try server.start()
        while (try? await connection.send(RedisCommand("PING"))) == nil { await Task.yield() }
        server.kill()
        try server.start()
        // Nothing was sent on the connection that ended meanwhile, so this call is not lost to it.
        #expect(try await connection.send(RedisCommand("PING")) == .status("PONG"))
    }

    @Test("a connection cut during a call is told from one that cannot be made")
    func cut() async throws {
        let other = RedisConnection(try RedisEndpoint(server.url), name: "other")
        let blocked = Task { [connection] in
            try await connection.send(
                RedisCommand("XREAD", "BLOCK", "30000", "STREAMS", "none", "$"), blockingFor: .seconds(30))
        }
        while try await other.send(RedisCommand("INFO", "clients")).text?.contains("blocked_clients:1") != true {}
        _ = try await other.send(RedisCommand("CLIENT", "KILL", "TYPE", "normal"))
        await #expect {
            try await blocked.value
        } throws: { error in
            if case RedisError.closed = error { true } else { false }
        }
        server.kill()
        await #expect {
            try await connection.send(RedisCommand("PING"))
        } throws: { error in
            if case RedisError.connect = error { true } else { false }
        }
    }

    @Test("a server that does not answer is a timeout, and the next call a new connection")
    func timeout() async throws {
        let short = RedisConnection(try RedisEndpoint(server.url), name: "short", timeout: .milliseconds(200))
        _ = try await short.send(RedisCommand("PING"))
        _ = try await connection.send(RedisCommand("CLIENT", "PAUSE", "600000", "ALL"))
        await #expect(throws: RedisError.timeout) { try await short.send(RedisCommand("PING")) }
        server.kill()
        try server.start()
        while (try? await short.send(RedisCommand("PING"))) == nil { await Task.yield() }
    }

    @Test("a read that blocks on purpose outlasts the timeout")
    func blocking() async throws {
        let short = RedisConnection(try RedisEndpoint(server.url), name: "short", timeout: .milliseconds(100))
        let reply = try await short.send(
            RedisCommand("XREAD", "BLOCK", "300", "STREAMS", "none", "$"), blockingFor: .milliseconds(300))
        #expect(reply.isNull)
    }
}

@Suite(
    "Ways into Redis", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct RedisAccessTests {
    @Test("a password opens the door, a wrong one is the server's refusal")
    func password() async throws {
        let server = try PrivateRedis(["--requirepass", "p@ss"])
        let right = RedisConnection(try RedisEndpoint("unix://:p%40ss@\(server.socket)?db=2"), name: "right")
        #expect(try await right.send(RedisCommand("SET", "a", "b")) == .status("OK"))
        #expect(try await right.send(RedisCommand("CLIENT", "INFO")).text?.contains(" db=2 ") == true)
        let wrong = RedisConnection(try RedisEndpoint("unix://:no@\(server.socket)"), name: "wrong")
        await #expect {
            try await wrong.send(RedisCommand("PING"))
        } throws: { error in
            if case RedisError.server(let refusal) = error { refusal.code == "WRONGPASS" } else { false }
        }
        let none = RedisConnection(try RedisEndpoint(server.url), name: "none")
        await #expect {
            try await none.send(RedisCommand("PING"))
        } throws: { error in
            if case RedisError.server(let refusal) = error { refusal.code == "NOAUTH" } else { false }
        }
    }

    @Test("a TCP connection works by name, and a port nobody listens on is refused at once")
    func tcp() async throws {
        let port = PrivateRedis.freePort()
        let server = try PrivateRedis(["--port", "\(port)"])
        let connection = RedisConnection(try RedisEndpoint("redis://localhost:\(port)/1"), name: "tcp")
        #expect(try await connection.send(RedisCommand("PING")) == .status("PONG"))
        server.kill()
        let nobody = RedisConnection(try RedisEndpoint("redis://127.0.0.1:\(port)"), name: "nobody")
        await #expect {
            try await nobody.send(RedisCommand("PING"))
        } throws: { error in
            guard case RedisError.connect = error, let error = error as? RedisError else { return false }
            return error.isTransient && "\(error)".contains("127.0.0.1:\(port): Connection refused; is a Redis server")
        }
    }

    @Test("a socket that does not exist is no connection")
    func noSocket() async throws {
        let connection = RedisConnection(try RedisEndpoint("unix:///nowhere/redis.sock"), name: "nowhere")
        await #expect(throws: RedisError.self) { try await connection.send(RedisCommand("PING")) }
    }
}
