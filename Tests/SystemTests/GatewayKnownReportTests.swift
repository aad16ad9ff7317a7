import Engine
import Fleet
import Hashing
import JSON
import Redis
import Stages
import TestSupport
import Testing

@Suite(
    "The gateway answers a known report from Redis, and only while its answer surely holds",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayKnownReportTests {
    private static let path = "/api/v1/scans?service=shop"
    private static let report = Array(#"{"version":"2.1.0","runs":[]}"#.utf8)
    private static let answer = #"{"findings":[],"verdict":"ALLOW"}"#

    @Test("The stored answer is sent as it is, whatever the compression")
    func hit() async throws {
        try await RunningGateway.run { gateway async throws in
            try await gateway.remember()
            let hit = try await gateway.post(Self.path, Self.report)
            #expect(hit.status == 200)
            #expect(hit.text == Self.answer)
            #expect(hit.headers["x-fixops-cache"] == "hit")
            #expect(hit.headers["content-type"] == "application/json")
        }
    }

    @Test("Another service, source, format or report is another question")
    func otherQuestions() async throws {
        try await RunningGateway.run { gateway async throws in
            try await gateway.remember()
            for query in ["?service=shoq", "?service=shop&source=ci", "?service=shop&format=sarif"] {
                #expect(try await gateway.post("/api/v1/scans" + query, Self.report).status == 202, "\(query)")
            }
            #expect(try await gateway.post(Self.path, Self.report + [32]).status == 202)
        }
    }

    @Test("Every doubt is a miss")
    func misses() async throws {
        try await RunningGateway.run { gateway async throws in
            let doubts: [(String, Remembered)] = [
                ("a changed policy or context", Remembered(revision: 2, currentRevision: 3)),
                ("a revision that Redis has lost", Remembered(currentRevision: nil)),
                ("an epoch that Redis has lost", Remembered(currentEpoch: nil)),
                ("an epoch that the gateway has not seen", Remembered(currentEpoch: 9)),
                ("a scan that a newer one of its source has followed", Remembered(newest: 1001)),
                ("a newest scan that Redis has lost", Remembered(newest: nil)),
                ("an answer that time may have changed", Remembered(validUntil: 1)),
                ("a value that is not ours", Remembered(text: "hello")),
                ("a value of another shape", Remembered(text: #"{"answer":{}}"#)),
            ]
            for (doubt, remembered) in doubts {
                try await gateway.remember(remembered)
                #expect(try await gateway.post(Self.path, Self.report).status == 202, "\(doubt)")
                try await gateway.flushRedis()
            }
            try await gateway.remember()
            #expect(try await gateway.post(Self.path, Self.report).status == 200)
        }
    }

    @Test("While Postgres is away, known reports are answered and new ones are refused; then all is well again")
    func withoutPostgres() async throws {
        try await RunningGateway.run { gateway async throws in
            try await gateway.remember()
            try await gateway.database.cutOff()
            #expect(try await gateway.eventually { try await gateway.get("/ready").status == 503 })
            #expect(try await gateway.get("/health").status == 200)
            #expect(try await gateway.post(Self.path, Self.report).headers["x-fixops-cache"] == "hit")
            let refused = try await gateway.post(Self.path, "{}")
            #expect(refused.status == 503)
            #expect(refused.isProblem("unavailable"), "\(refused.text)")
            #expect(refused.headers["retry-after"] != nil)
            try await gateway.database.restore()
            #expect(try await gateway.eventually { try await gateway.post(Self.path, "{}").status == 202 })
        }
    }

    @Test("A new policy or context is known in Redis before its PUT is answered")
    func raisesRevisions() async throws {
        try await RunningGateway.run { gateway async throws in
            #expect(try await gateway.put("/api/v1/services/shop/context", #"{"exposure":"small"}"#).status == 200)
            let revision = try #require(try await gateway.get("/api/v1/services/shop").json?["revision"]?.integer)
            try await gateway.remember(Remembered(revision: revision, currentRevision: revision))
            #expect(try await gateway.post(Self.path, Self.report).status == 200)
            #expect(try await gateway.put("/api/v1/services/shop/context", #"{"exposure":"open"}"#).status == 200)
            #expect(try await gateway.post(Self.path, Self.report).status == 202)
            try await gateway.remember(Remembered(revision: revision + 1, currentRevision: revision + 1))
            #expect(try await gateway.post(Self.path, Self.report).status == 200)
            #expect(try await gateway.put("/api/v1/policies/strict", #"{"version":1,"quantile":0.95}"#).status == 200)
            #expect(try await gateway.put("/api/v1/services/shop/policy", #"{"policy":"strict"}"#).status == 200)
            #expect(try await gateway.post(Self.path, Self.report).status == 202)
        }
    }
}

/// What Redis is made to hold of one report.
private struct Remembered {
    var revision: Int64 = 1
    var currentRevision: Int64? = 1
    var epoch: Int64 = 0
    var currentEpoch: Int64? = 0
    var sequence: Int64 = 1000
    /// Of the source, by Redis.
    var newest: Int64? = 1000
    var validUntil: Int64?
    /// Instead of a value that the evidence-writer would write.
    var text: String?

    var value: [UInt8] {
        if let text { return Array(text.utf8) }
        var members: [String: JSONValue] = [
            "answer": ["findings": [], "verdict": "ALLOW"], "cves": ["CVE-2021-44228"],
            "decision": "018f0000-0000-7000-8000-000000000001", "epoch": .integer(epoch), "rev": .integer(revision),
            "seq": .integer(sequence),
        ]
        if let validUntil { members["valid_until"] = .integer(validUntil) }
        return JSONValue.object(members).canonical
    }
}

extension RunningGateway {
    fileprivate func flushRedis() async throws {
        guard let redis else { return }
        let connection = RedisConnection(try RedisEndpoint(redis.url), name: "test")
        _ = try await connection.send(RedisCommand("FLUSHALL"))
        await connection.close()
    }

    fileprivate func remember(_ remembered: Remembered = Remembered()) async throws {
        guard let redis else { return }
        let fleet = FleetClient(endpoint: try RedisEndpoint(redis.url), map: ShardMap(), name: "test")
        let report = Array(#"{"version":"2.1.0","runs":[]}"#.utf8)
        let key = FingerprintKey.digest(
            tenant: "default", service: "shop", source: "default", format: "auto", artifact: Digest(of: report))
        try await fleet.confirm(try await fleet.lives())
        try await fleet.writeFingerprints([
            FingerprintEntry(
                tenant: "default", service: "shop", source: "default", digest: key.description,
                value: remembered.value, timeToLive: .seconds(60))
        ])
        if let newest = remembered.newest {
            try await fleet.markNewest([
                Message(
                    job: "1", scan: "1", tenant: "default", service: "shop", source: "default", sequence: newest,
                    jobClass: .live, payload: Array("{}".utf8))
            ])
        }
        if let revision = remembered.currentRevision {
            try await fleet.raiseRevisions([
                ServiceRevision(tenant: "default", service: "shop", revision: revision)
            ])
        }
        if let epoch = remembered.currentEpoch { try await fleet.raiseEpoch(epoch) }
        await fleet.close()
    }
}
