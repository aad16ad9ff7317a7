import Compression
import Fleet
import Hashing
import JSON
import Redis
import TestSupport
import Testing

@Suite(
    "The gateway takes reports in within its limits",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayIntakeTests {
    private static let path = "/api/v1/scans?service=shop"

    @Test("A report is committed and queued before the 202, which says where to look")
    func accepts() async throws {
        try await RunningGateway.run { gateway async throws in
            let answer = try await gateway.post(Self.path + "&source=ci&format=sarif", #"{"runs":[]}"#)
            #expect(answer.status == 202)
            #expect(answer.json?["status"] == "queued")
            let scan = try #require(answer.json?["scan"]?.string)
            #expect(answer.headers["location"] == "/api/v1/scans/\(scan)")
            let state = try await gateway.get("/api/v1/scans/\(scan)")
            #expect(state.json?["status"] == "queued")
            #expect(state.json?["service"] == "shop")
            #expect(state.json?["source"] == "ci")
            #expect(state.json?["format"] == "sarif")
            #expect(state.json?["sequence"] == 1)
            let redis = RedisConnection(try RedisEndpoint(try #require(gateway.redis).url), name: "test")
            let lane = ShardMap(lanes: 16).lanes(tenant: "default").0
            let stream = StreamNames(shard: 0, stage: .normalize, jobClass: .live, lane: lane).stream
            #expect(try await redis.send(RedisCommand("XLEN", stream)).integer == 1)
            #expect(try await redis.send(RedisCommand("EXISTS", "fx:{s0}:job:\(scan)")).integer == 1)
        }
    }

    @Test("Gzip is read by its encoding or its first bytes, and hashed as what it holds")
    func gzip() async throws {
        try await RunningGateway.run { gateway async throws in
            let report = Array(#"{"version":"2.1.0","runs":[]}"#.utf8)
            let packed = Gzip.deflate(report)
            let posts: [([UInt8], [String: String])] = [
                (report, [:]), (packed, ["content-encoding": "gzip"]), (packed, [:]),
            ]
            for (body, headers) in posts {
                let scan = try #require(try await gateway.post(Self.path, body, headers: headers).json?["scan"]?.string)
                let state = try await gateway.get("/api/v1/scans/\(scan)")
                #expect(state.json?["artifact"]?.string == Digest(of: report).description)
            }
        }
    }

    @Test("A form with one file is that file; several are one report, the same whatever the boundary")
    func multipart() async throws {
        try await RunningGateway.run { gateway async throws in
            func post(_ files: [String], _ boundary: String) async throws -> HTTPAnswer {
                let parts = files.enumerated().map { number, contents in
                    "--\(boundary)\r\nContent-Disposition: form-data; name=\"report\"; filename=\"\(number).json\"\r\n\r\n"
                        + "\(contents)\r\n"
                }
                let headers = ["content-type": "multipart/form-data; boundary=\(boundary)"]
                return try await gateway.post(
                    Self.path, Array("\(parts.joined())--\(boundary)--\r\n".utf8), headers: headers)
            }
            func artifact(_ answer: HTTPAnswer) async throws -> String? {
                let scan = try #require(answer.json?["scan"]?.string, "\(answer.text)")
                return try await gateway.get("/api/v1/scans/\(scan)").json?["artifact"]?.string
            }
            let report = #"{"version":"2.1.0","runs":[]}"#
            #expect(try await artifact(post([report], "a")) == Digest(of: report).description)
            let archive = ZIPArchive.holding([("0.json", Array(report.utf8)), ("1.json", Array("{}".utf8))])
            for boundary in ["a", "bcd"] {
                #expect(try await artifact(post([report, "{}"], boundary)) == Digest(of: archive).description)
            }
            #expect(try await artifact(gateway.post(Self.path, archive)) == Digest(of: archive).description)
            let none = try await post([], "a")
            #expect(none.status == 422 && none.isProblem("empty-report"))
            let damaged = try await gateway.post(Self.path, Array(archive.dropLast(7)))
            #expect(damaged.status == 400 && damaged.isProblem("bad-request"))
        }
    }

    @Test("A body that is empty, damaged, oddly encoded or too large is refused with a problem")
    func badBodies() async throws {
        try await RunningGateway.run(["FIXOPS_BODY_LIMIT": "1000"]) { gateway async throws in
            let large = [UInt8](repeating: 32, count: 1001)
            let gzip = ["content-encoding": "gzip"]
            let cases: [([UInt8], [String: String], Int, String)] = [
                ([], [:], 422, "empty-report"),
                (Gzip.deflate([]), gzip, 422, "empty-report"),
                (large, [:], 413, "too-large"),
                (Gzip.deflate([UInt8](repeating: 0, count: 50_000_000)), gzip, 413, "too-large"),
                (Gzip.deflate(large), [:], 413, "too-large"),
                (Array("no gzip".utf8), gzip, 400, "bad-request"),
                (Gzip.deflate(Array("cut off".utf8)).dropLast(9), gzip, 400, "bad-request"),
                (Array("{}".utf8), ["content-encoding": "br"], 415, "unsupported-encoding"),
            ]
            for (body, headers, status, kind) in cases {
                let answer = try await gateway.post(Self.path, body, headers: headers)
                #expect(answer.status == status)
                #expect(answer.isProblem(kind), "\(answer.text)")
            }
            let atLimit = try await gateway.post(Self.path, [UInt8](repeating: 32, count: 1000))
            #expect(atLimit.status == 202)
        }
    }

    @Test("All bodies together stay within their budget, and come back to it")
    func budget() async throws {
        try await RunningGateway.run(["FIXOPS_INFLIGHT_BYTES": "1000"]) { gateway async throws in
            for _ in 0..<3 {
                let refused = try await gateway.post(Self.path, [UInt8](repeating: 32, count: 1001))
                #expect(refused.status == 503)
                #expect(refused.isProblem("overloaded"))
                #expect(refused.headers["retry-after"] != nil)
                #expect(try await gateway.post(Self.path, [UInt8](repeating: 32, count: 1000)).status == 202)
            }
        }
    }

    @Test("Bodies that are announced and do not come shut nobody out, and are given up in time")
    func stalledBodies() async throws {
        let settings = ["FIXOPS_BODY_SECONDS": "3", "FIXOPS_INFLIGHT_BYTES": "1000"]
        try await RunningGateway.run(settings) { gateway async throws in
            let (url, small) = (gateway.url + Self.path, [UInt8](repeating: 32, count: 200))
            try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await HTTPAnswer.stall(url, length: 900, beginning: Array("{".utf8)) }
                }
                group.addTask {
                    var last = try await HTTPAnswer.post(url, small)
                    for _ in 0..<20 where last.status == 202 {
                        try await Task.sleep(for: .milliseconds(100))
                        last = try await HTTPAnswer.post(url, small)
                    }
                    return last
                }
                var answers: [HTTPAnswer] = []
                for try await answer in group { answers.append(answer) }
                #expect(answers.map(\.status).sorted() == [202, 408, 408, 408, 408])
                #expect(answers.filter { $0.isProblem("body-timeout") }.count == 4)
            }
            // Everything that they held is given back.
            #expect(try await gateway.post(Self.path, [UInt8](repeating: 32, count: 1000)).status == 202)
        }
    }

    @Test("A query that cannot be meant is refused with a sentence")
    func badQueries() async throws {
        try await RunningGateway.run { gateway async throws in
            for query in [
                "", "?source=ci", "?service=", "?service=a&service=b", "?service=shop&format=xml",
                "?service=shop&wait=61",
                "?service=shop&wait=-1", "?service=shop&wait=soon", "?service=shop&colour=red",
                "?service=a%00b", "?service=a%0Ab", "?service=%FF", "?service=\(String(repeating: "x", count: 201))",
                "?service=shop&source=",
            ] {
                let answer = try await gateway.post("/api/v1/scans" + query)
                #expect(answer.status == 400, "\(query)")
                #expect(answer.isProblem("bad-request"), "\(query): \(answer.text)")
            }
        }
    }

    @Test("A wait that nobody ends in time is answered with 202")
    func waitsInVain() async throws {
        try await RunningGateway.run { gateway async throws in
            let answer = try await gateway.post(Self.path + "&wait=1")
            #expect(answer.status == 202)
            #expect(answer.json?["status"] == "queued")
        }
    }

    @Test("A full queue is answered with 429 and when to come back")
    func queueFull() async throws {
        try await RunningGateway.run(["FIXOPS_QUEUE_LIMIT": "1"]) { gateway async throws in
            #expect(try await gateway.post(Self.path).status == 202)
            let refused = try await gateway.post(Self.path)
            #expect(refused.status == 429)
            #expect(refused.isProblem("queue-full"))
            #expect(refused.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
        }
    }

    @Test("Where only declared services are known, others are refused until they are declared")
    func declaredServices() async throws {
        try await RunningGateway.run(["FIXOPS_SERVICES": "declared"]) { gateway async throws in
            let refused = try await gateway.post(Self.path)
            #expect(refused.status == 404)
            #expect(refused.isProblem("unknown-service"))
            #expect(try await gateway.put("/api/v1/services/shop/context", "{}").status == 200)
            #expect(try await gateway.post(Self.path).status == 202)
        }
    }

    @Test("Without Redis a report is committed all the same, up to the cap of unfinished scans")
    func withoutRedis() async throws {
        try await RunningGateway.run(["FIXOPS_QUEUE_LIMIT": "2"], hasRedis: false) { gateway async throws in
            for _ in 0..<2 {
                let answer = try await gateway.post(Self.path)
                #expect(answer.status == 202)
                let scan = try #require(answer.json?["scan"]?.string)
                #expect(try await gateway.get("/api/v1/scans/\(scan)").json?["status"] == "queued")
            }
            let refused = try await gateway.post(Self.path)
            #expect(refused.status == 503)
            #expect(refused.isProblem("overloaded"))
        }
    }
}

extension HTTPAnswer {
    /// Whether this is a whole problem document (RFC 9457) of that kind.
    func isProblem(_ kind: String) -> Bool {
        guard headers["content-type"] == "application/problem+json", let document = json else { return false }
        return document["type"]?.string == "urn:fixops:problem:\(kind)"
            && document["status"]?.integer == Int64(status) && document["title"]?.string?.isEmpty == false
            && document["detail"]?.string?.isEmpty == false && document["instance"]?.string?.hasPrefix("/") == true
    }
}
