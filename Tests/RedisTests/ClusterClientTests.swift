import Redis
import Synchronization
import Testing

/// Two nodes that do as a test says: `foo` lives in the upper half of the slots and `bar` in the lower.
@Suite("A client of a cluster", .timeLimit(.minutes(1)))
struct ClusterClientTests {
    /// The nodes' part in a test.
    final class Cast: Sendable {
        /// The owners of the lower and of the upper half.
        let owners: Mutex<(RedisHost?, RedisHost?)> = Mutex((nil, nil))

        var map: String {
            let (lower, upper) = owners.withLock { $0 }
            func range(_ first: Int, _ last: Int, _ host: RedisHost?) -> String {
                "*3\r\n:\(first)\r\n:\(last)\r\n*2\r\n$9\r\n127.0.0.1\r\n:\(host?.port ?? 1)\r\n"
            }
            return "*2\r\n" + range(0, 8191, lower) + range(8192, 16_383, upper)
        }

        /// A node that answers about the map itself and leaves the rest to `answer`.
        func node(_ answer: @escaping @Sendable ([String]) -> String) -> FakeNode {
            FakeNode { [self] words in words[0] == "CLUSTER" ? map : answer(words) }
        }

        func serve(lower: FakeNode, upper: FakeNode) -> RedisConnection {
            owners.withLock { $0 = (lower.host, upper.host) }
            // The seed is one node; the other is learnt from it.
            return RedisConnection(Self.endpoint(lower), name: "cluster", timeout: .seconds(2))
        }

        private static func endpoint(_ node: FakeNode) -> RedisEndpoint {
            // The address is well-formed.
            try! RedisEndpoint("redis+cluster://\(node.host)")
        }
    }

    private static func echo(_ name: String) -> @Sendable ([String]) -> String {
        { words in "+\(name) \(words.joined(separator: " "))\r\n" }
    }

    @Test("a batch is split by node and its replies come back in order")
    func splits() async throws {
        let cast = Cast()
        let (lower, upper) = (cast.node(Self.echo("lower")), cast.node(Self.echo("upper")))
        let connection = cast.serve(lower: lower, upper: upper)
        let replies = try await connection.pipeline([
            RedisCommand("GET", "foo"), RedisCommand("GET", "bar"), RedisCommand("SET", "foo", "1"),
        ])
        #expect(replies.compactMap(\.text) == ["upper GET foo", "lower GET bar", "upper SET foo 1"])
    }

    @Test("MOVED is followed, the map is asked for anew, and the next command goes straight there")
    func moved() async throws {
        let cast = Cast()
        let upper = cast.node(Self.echo("upper"))
        let lower = cast.node { [host = upper.host] words in
            words.last == "foo" ? "-MOVED 12182 \(host)\r\n" : "+lower\r\n"
        }
        let connection = cast.serve(lower: lower, upper: lower)
        _ = try await connection.send(RedisCommand("GET", "bar"))
        cast.owners.withLock { $0 = (lower.host, upper.host) }
        #expect(try await connection.send(RedisCommand("GET", "foo")).text == "upper GET foo")
        #expect(try await connection.send(RedisCommand("GET", "foo")).text == "upper GET foo")
        #expect(lower.commands.filter { $0.last == "foo" }.count == 1)
        #expect(lower.commands.filter { $0[0] == "CLUSTER" }.count == 2)
    }

    @Test("ASK is followed for the one command, with ASKING before it")
    func ask() async throws {
        let cast = Cast()
        let upper = cast.node(Self.echo("upper"))
        let lower = cast.node { [host = upper.host] words in
            words.last == "bar" ? "-ASK 5061 \(host)\r\n" : "+lower \(words[0])\r\n"
        }
        let connection = cast.serve(lower: lower, upper: upper)
        let replies = try await connection.pipeline([RedisCommand("GET", "bar"), RedisCommand("GET", "{bar}x")])
        #expect(replies.compactMap(\.text) == ["upper GET bar", "lower GET"])
        #expect(upper.commands == [["ASKING"], ["GET", "bar"]])
        #expect(try await connection.send(RedisCommand("GET", "bar")).text == "upper GET bar")
        #expect(lower.commands.filter { $0.last == "bar" }.count == 2)
    }

    @Test("a slot that nobody can serve for a moment is waited for", arguments: ["TRYAGAIN", "CLUSTERDOWN"])
    func waits(code: String) async throws {
        let cast = Cast()
        let tries = Mutex(0)
        let node = cast.node { words in
            let count = tries.withLock {
                $0 += 1
                return $0
            }
            return count < 4 ? "-\(code) not now\r\n" : "+served\r\n"
        }
        let connection = cast.serve(lower: node, upper: node)
        #expect(try await connection.send(RedisCommand("GET", "foo")).text == "served")
    }

    @Test("redirections that lead nowhere end with the error, after a bounded number")
    func circle() async throws {
        let cast = Cast()
        let node = cast.node { _ in "-MOVED 12182 :0\r\n" }
        let other = cast.node { [host = node.host] _ in "-MOVED 12182 \(host)\r\n" }
        let ring = cast.node { [host = other.host] _ in "-MOVED 12182 \(host)\r\n" }
        let connection = cast.serve(lower: ring, upper: ring)
        await #expect(throws: RedisError.self) { try await connection.send(RedisCommand("GET", "foo")) }
        #expect((other.commands + ring.commands + node.commands).filter { $0[0] == "GET" }.count <= 7)
    }

    @Test("a node that is gone fails its own commands only, and its successor serves them once the map says so")
    func lostNode() async throws {
        let cast = Cast()
        let (lower, upper) = (cast.node(Self.echo("lower")), cast.node(Self.echo("upper")))
        let connection = cast.serve(lower: lower, upper: upper)
        _ = try await connection.pipeline([RedisCommand("GET", "foo"), RedisCommand("GET", "bar")])
        upper.stop()
        let replies = try await connection.pipeline([RedisCommand("GET", "foo"), RedisCommand("GET", "bar")])
        guard case .error(let error) = replies[0] else { return #expect(Bool(false), "\(replies)") }
        #expect(error.code == "UNREACHABLE" && error.isTransient)
        #expect(replies[1].text == "lower GET bar")
        let heir = cast.node(Self.echo("heir"))
        cast.owners.withLock { $0 = (lower.host, heir.host) }
        var reply = RedisReply.null
        while reply.text != "heir GET foo" { reply = try await connection.pipeline([RedisCommand("GET", "foo")])[0] }
    }

    @Test("a script is loaded on each node that does not know it, and nowhere else")
    func scripts() async throws {
        let cast = Cast()
        func node(_ name: String, knows: Bool) -> FakeNode {
            let known = Mutex(knows)
            return cast.node { words in
                if words[0] == "SCRIPT" {
                    known.withLock { $0 = true }
                    return "+loaded\r\n"
                }
                return known.withLock { $0 } ? "+\(name)\r\n" : "-NOSCRIPT No matching script.\r\n"
            }
        }
        let (lower, upper) = (node("lower", knows: true), node("upper", knows: false))
        let connection = cast.serve(lower: lower, upper: upper)
        let script = RedisScript("return 1")
        let replies = try await connection.run([
            ScriptCall(script, keys: ["foo"]), ScriptCall(script, keys: ["bar"]), ScriptCall(script, keys: ["foo"]),
        ])
        #expect(replies.compactMap(\.text) == ["upper", "lower", "upper"])
        #expect(upper.commands.filter { $0[0] == "SCRIPT" }.count == 1)
        #expect(lower.commands.filter { $0[0] == "SCRIPT" }.isEmpty)
    }

    @Test("a cluster of which no node answers is one that cannot be reached")
    func nobody() async throws {
        let connection = RedisConnection(try RedisEndpoint("redis+cluster://127.0.0.1:1,127.0.0.1:2"), name: "nobody")
        await #expect {
            try await connection.send(RedisCommand("GET", "foo"))
        } throws: { error in
            if case RedisError.connect = error { true } else { false }
        }
    }
}
