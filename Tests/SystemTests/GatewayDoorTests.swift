import JSON
import TestSupport
import Testing

@Suite(
    "The gateway lets in whom it knows and says what it does not understand",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayDoorTests {
    @Test("Paths, methods and ids that do not exist are problems")
    func unknownThings() async throws {
        try await RunningGateway.run { gateway async throws in
            let id = "018f0000-0000-7000-8000-000000000001"
            for (path, status, kind) in [
                ("/", 404, "not-found"), ("/api/v2/scans", 404, "not-found"), ("/api/v1/scans/x/y", 404, "not-found"),
                ("/api/v1/scans", 405, "method-not-allowed"), ("/api/v1/scans/17", 400, "bad-request"),
                ("/api/v1/decisions/\(id)x", 400, "bad-request"), ("/api/v1/evidence/-", 400, "bad-request"),
                ("/api/v1/scans/\(id)", 404, "not-found"), ("/api/v1/decisions/\(id)", 404, "not-found"),
                ("/api/v1/evidence/\(id)", 404, "not-found"), ("/api/v1/services/none", 404, "not-found"),
                ("/api/v1/policies/none", 404, "not-found"), ("/api/v1/services/a%00b", 400, "bad-request"),
            ] {
                let answer = try await gateway.get(path)
                #expect(answer.status == status, "\(path)")
                #expect(answer.isProblem(kind), "\(path): \(answer.text)")
            }
            #expect(try await gateway.get("/api/v1/scans").headers["allow"] == "POST")
            #expect(try await gateway.put("/api/v1/feeds", "{}").headers["allow"] == "GET")
        }
    }

    @Test("The process tells of itself without a token; everything else needs it when there is one")
    func token() async throws {
        try await RunningGateway.run(["FIXOPS_TOKEN": "s3cret"]) { gateway async throws in
            for path in ["/health", "/ready"] { #expect(try await gateway.get(path).status == 200) }
            for path in ["/api/v1/queues", "/api/v1/services", "/metrics"] {
                for header in [nil, "Bearer s3cre", "Bearer s3cret1", "Basic s3cret", "s3cret", "Bearer"] {
                    let answer = try await gateway.get(path, headers: header.map { ["authorization": $0] } ?? [:])
                    #expect(answer.status == 401)
                    #expect(answer.isProblem("unauthorized"))
                }
                #expect(try await gateway.get(path, headers: ["authorization": "bearer s3cret"]).status == 200)
            }
            #expect(try await gateway.post("/api/v1/scans?service=shop").status == 401)
        }
    }

    @Test("Feeds, queues, services and metrics are readable where nothing has happened yet")
    func emptyReads() async throws {
        try await RunningGateway.run { gateway async throws in
            #expect(try await gateway.get("/api/v1/feeds").json?["feeds"]?.array?.isEmpty == true)
            #expect(try await gateway.get("/api/v1/services").json?["services"]?.array?.isEmpty == true)
            #expect(try await gateway.get("/api/v1/queues").json?["queues"]?.array?.count == 8)
            #expect(try await gateway.get("/metrics").text.contains("fixops_fp_hits_total"))
        }
    }

    @Test(
        "A setting that cannot be meant stops the start with a sentence",
        arguments: [
            (["FIXOPS_LISTEN": "0.0.0.0:0"], "FIXOPS_TOKEN"), (["FIXOPS_LISTEN": "here"], "FIXOPS_LISTEN"),
            (["FIXOPS_BODY_LIMIT": "64MB"], "FIXOPS_BODY_LIMIT"), (["FIXOPS_BODYLIMIT": "1"], "FIXOPS_BODYLIMIT"),
            (["FIXOPS_SERVICES": "closed"], "FIXOPS_SERVICES"), (["FIXOPS_REDIS_URL": "http://x"], "FIXOPS_REDIS_URL"),
        ])
    func badSettings(settings: [String: String], named: String) async throws {
        let ending = try await ProgramRun.run("ingest-gateway", environment: settings)
        #expect(ending.status == 64)
        #expect(ending.stderr.contains(named), "\(ending.stderr)")
    }
}
