import JSON
import TestSupport
import Testing

@Suite(
    "Outcomes and models over HTTP",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayOutcomeTests {
    private static let outcome =
        #"{"id":"inc-7","kind":"exploited","at":"2026-01-20T08:00:00Z","service":"shop","cve":"CVE-2021-44228"}"#

    @Test("Outcomes are taken as an object, a list or lines, once by their id")
    func post() async throws {
        try await RunningGateway.run { gateway async throws in
            #expect(try await gateway.put("/api/v1/services/shop/context", "{}").status == 200)
            let other = Self.outcome.replacing("inc-7", with: "inc-8")
            for (body, accepted, duplicates) in [
                (Self.outcome, 1, 0), ("[\(Self.outcome),\(other)]", 1, 1), ("\(Self.outcome)\n\n\(other)\n", 0, 2),
            ] as [(String, Int64, Int64)] {
                let answer = try await gateway.post("/api/v1/outcomes", body)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.json?["accepted"] == .integer(accepted))
                #expect(answer.json?["duplicates"] == .integer(duplicates))
            }
            #expect(try await gateway.get("/api/v1/outcomes").json?["outcomes"]?.array?.count == 2)
        }
    }

    @Test("Outcomes that cannot be understood are refused whole, with the number and path of the first")
    func refused() async throws {
        try await RunningGateway.run { gateway async throws in
            #expect(try await gateway.put("/api/v1/services/shop/context", "{}").status == 200)
            for (body, status, kind) in [
                ("{", 400, "bad-request"), ("[]", 422, "invalid-outcome"), (#"{"id":"1"}"#, 422, "invalid-outcome"),
                ("\(Self.outcome)\n{\"id\":1}", 422, "invalid-outcome"),
                (Self.outcome.replacing("shop", with: "shpo"), 404, "unknown-service"),
            ] {
                let answer = try await gateway.post("/api/v1/outcomes", body)
                #expect(answer.status == status, "\(body): \(answer.text)")
                #expect(answer.isProblem(kind), "\(answer.text)")
            }
            #expect(try await gateway.get("/api/v1/outcomes").json?["outcomes"]?.array?.isEmpty == true)
            #expect(try await gateway.post("/api/v1/outcomes", Self.outcome).status == 200)
            let changed = try await gateway.post(
                "/api/v1/outcomes", Self.outcome.replacing("exploited", with: "waiver-expired"))
            #expect(changed.status == 409 && changed.isProblem("conflict"), "\(changed.text)")
        }
    }

    @Test("A model is learned, shown with its trial, and not promoted past the gate")
    func models() async throws {
        try await RunningGateway.run { gateway async throws in
            let learned = try await gateway.post("/api/v1/models", #"{"policy":"default"}"#)
            #expect(learned.status == 201, "\(learned.text)")
            let id = try #require(learned.json?["id"]?.integer)
            #expect(learned.json?["passed"] == false)
            let shown = try await gateway.get("/api/v1/models/\(id)")
            #expect(shown.json?["counts"]?["compromise"]?["open"]?["events"] != nil)
            #expect(shown.json?["rules"]?["model"]?["counts"]?.string?.count == 64)
            let refused = try await gateway.post("/api/v1/models/\(id)/promote", "{}")
            #expect(refused.status == 409 && refused.json?["code"] == "not-passed")
            #expect(try await gateway.post("/api/v1/models/\(id)/promote", #"{"force":true}"#).status == 200)
            let list = try await gateway.get("/api/v1/models")
            let name = list.json?["in_force"]?.array?.first?["model"]?.string
            #expect(name?.hasPrefix("learned-") == true)
            for (path, body, status) in [
                ("/api/v1/models", #"{"policy":"none"}"#, 404), ("/api/v1/models", #"{"until":"2099-01-01"}"#, 400),
                ("/api/v1/models/99/promote", "{}", 404), ("/api/v1/models/x/promote", "{}", 400),
            ] as [(String, String, Int)] {
                #expect(try await gateway.post(path, body).status == status, "\(path) \(body)")
            }
        }
    }
}
