import Foundation
import Hashing
import JSON
import NIOHTTP1
import TestSupport
import Testing

@Suite(
    "A token is its tenant's, and nothing of another tenant's can be seen or changed with it",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayTenantTests {
    private static let report = Array(
        #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[]}]}"#.utf8)
    private static let masterKey = "forge-secret"

    @Test("One tenant's scans, decisions, evidence, services and policies are not there for another")
    func apart() async throws {
        let fleet = try await RunningFleet(settings: ["FIXOPS_TOKEN": "operator"])
        defer { fleet.stop() }
        let tokens = try await ["acme", "other"].asyncMap { tenant in
            try await Self.token(of: tenant, fleet.environment)
        }
        let decided = try await HTTPAnswer.post(
            "\(fleet.gateway)/api/v1/scans?service=shop&wait=30", Self.report, headers: bearer(tokens[0]))
        #expect(decided.status == 200, "\(decided.text)\n\(fleet.logs)")
        let (scan, decision) = (decided.json?["scan"]?.string ?? "", decided.json?["decision"]?.string ?? "")
        _ = try await HTTPAnswer.send(
            .PUT, "\(fleet.gateway)/api/v1/policies/strict", Array("{}".utf8), headers: bearer(tokens[0]))
        for path in [
            "scans/\(scan)", "decisions/\(decision)", "decisions/\(scan)", "evidence/\(decision)", "services/shop",
        ] {
            let url = "\(fleet.gateway)/api/v1/\(path)"
            #expect(try await HTTPAnswer.send(.GET, url, headers: bearer(tokens[0])).status == 200, "\(path)")
            #expect(try await HTTPAnswer.send(.GET, url, headers: bearer(tokens[1])).status == 404, "\(path)")
            #expect(try await HTTPAnswer.send(.GET, url, headers: bearer("operator")).status == 404, "\(path)")
        }
        let services = try await HTTPAnswer.send(
            .GET, "\(fleet.gateway)/api/v1/services", headers: bearer(tokens[1]))
        #expect(services.json?["services"]?.array?.isEmpty == true)
        // The same report of the same service name is a question of its own: it must be decided, not remembered.
        let other = try await HTTPAnswer.post(
            "\(fleet.gateway)/api/v1/scans?service=shop&wait=30", Self.report, headers: bearer(tokens[1]))
        #expect(other.status == 200)
        #expect(other.headers["x-fixops-cache"] == nil)
        #expect(other.json?["decision"] != decided.json?["decision"])
    }

    @Test("A token does what its scopes say until it is revoked, also while Postgres is away")
    func life() async throws {
        try await RunningGateway.run(["FIXOPS_TOKEN": "operator"]) { gateway async throws in
            let environment = ["FIXOPS_POSTGRES_URL": gateway.database.url]
            let reader = try await Self.token(of: "acme", environment, "--scopes", "read")
            let writer = try await Self.token(of: "acme", environment, "--name", "ci", "--scopes", "submit,admin")
            #expect(try await gateway.get("/api/v1/services", headers: bearer(reader)).status == 200)
            for path in ["/api/v1/services", "/metrics"] {
                let refused = try await gateway.get(path, headers: bearer(writer))
                #expect(refused.status == 403 && refused.isProblem("forbidden"), "\(refused.text)")
            }
            #expect(try await gateway.post("/api/v1/scans?service=s", headers: bearer(reader)).status == 403)
            #expect(try await gateway.post("/api/v1/scans?service=s", headers: bearer(writer)).status == 202)
            #expect(try await gateway.get("/api/v1/services", headers: bearer(reader + "0")).status == 401)

            try await gateway.database.cutOff()
            #expect(try await gateway.eventually { try await gateway.get("/ready").status == 503 })
            // Known lately: let in, to learn that the database is away. Unknown: nobody can say.
            #expect(try await gateway.get("/api/v1/feeds", headers: bearer(reader)).status == 503)
            #expect(try await gateway.get("/api/v1/feeds", headers: bearer(writer)).status == 403)
            #expect(try await gateway.get("/api/v1/feeds", headers: bearer("fixops_x")).isProblem("unavailable"))
            try await gateway.database.restore()
            #expect(try await gateway.eventually { try await gateway.get("/ready").status == 200 })

            let revoked = try await Self.run(["token", "revoke", "--tenant", "acme", "--name", "test"], environment)
            #expect(revoked.status == 0, "\(revoked.stderr)")
            #expect(
                try await gateway.eventually {
                    try await gateway.get("/api/v1/services", headers: bearer(reader)).status == 401
                })
            let again = try await Self.run(["token", "revoke", "--tenant", "acme", "--name", "test"], environment)
            #expect(again.status == 65)
        }
    }

    @Test("Who may only read sees neither other tenants' dead letters nor who paused a stage")
    func readersQueues() async throws {
        try await RunningGateway.run(["FIXOPS_TOKEN": "operator"]) { gateway async throws in
            let environment = ["FIXOPS_POSTGRES_URL": gateway.database.url]
            let reader = try await Self.token(of: "acme", environment, "--scopes", "read")
            let paused = try await gateway.post(
                "/api/v1/queues/score/pause", #"{"by":"eve","reason":"secret"}"#, headers: bearer("operator"))
            #expect(paused.status == 200, "\(paused.text)")
            let seen = try await gateway.get("/api/v1/queues", headers: bearer(reader))
            let queues = try #require(seen.json?["queues"]?.array)
            #expect(queues.count == 8)
            #expect(queues.allSatisfy { $0["dead_letters"] == .null && $0["pause"] == .null })
            #expect(queues.contains { $0["paused"]?.bool == true })
            let whole = try await gateway.get("/api/v1/queues", headers: bearer("operator"))
            #expect(whole.text.contains("secret"))
            #expect(whole.json?["queues"]?.array?.allSatisfy { $0["dead_letters"]?.integer == 0 } == true)
        }
    }

    @Test(
        "The fleet's operator reaches every tenant's dead letters; a tenant's token reaches its own, whatever it may do"
    )
    func operatorsDeadLetters() async throws {
        let fleet = try await RunningFleet(settings: ["FIXOPS_TOKEN": "operator"])
        defer { fleet.stop() }
        let acme = try await Self.token(of: "acme", fleet.environment)
        let all = try await Self.token(
            of: "default", fleet.environment, "--scopes", "read,submit,admin,operate")
        let failed = try await HTTPAnswer.post(
            "\(fleet.gateway)/api/v1/scans?service=shop&wait=30", Array("{\"version\":".utf8), headers: bearer(acme))
        let scan = try #require(failed.json?["scan"]?.string, "\(failed.text)")
        func fixops(_ token: String, _ arguments: String...) async throws -> ProgramRun.Ending {
            try await Self.run(
                ["queue", "dead"] + arguments + ["--json"], ["FIXOPS_URL": fleet.gateway, "FIXOPS_TOKEN": token])
        }
        #expect(try await fixops("operator").stdout.isEmpty)
        let listed = try await fixops("operator", "--tenant", "acme")
        let letter = try JSONValue(parsing: Array(listed.stdout.utf8))
        #expect(letter["scan"]?.string == scan, "\(listed.stderr)")
        let id = "\(letter["id"]?.integer ?? 0)"
        #expect(try await fixops("operator", "show", id).status != 0)
        #expect(try await fixops("operator", "show", id, "--tenant", "acme").stdout.contains(scan))
        let redriven = try await fixops("operator", "redrive", id, "--tenant", "acme")
        #expect(redriven.status == 0, "\(redriven.stdout)\(redriven.stderr)")
        let api = "\(fleet.gateway)/api/v1/dead-letters"
        let body = Array(#"{"where":"state=open"}"#.utf8)
        for method in ["redrive", "discard"] {
            let refused = try await HTTPAnswer.post("\(api)/\(method)?tenant=acme", body, headers: bearer(all))
            #expect(refused.status == 403 && refused.isProblem("forbidden"), "\(refused.text)")
        }
        for path in ["", "/\(id)"] {
            let refused = try await HTTPAnswer.send(.GET, "\(api)\(path)?tenant=acme", headers: bearer(all))
            #expect(refused.status == 403 && refused.isProblem("forbidden"), "\(refused.text)")
        }
    }

    @Test("A token is shown once, listed without itself, and its name is taken until it is revoked")
    func commands() async throws {
        let database = try await TestDatabase()
        let environment = ["FIXOPS_POSTGRES_URL": database.url]
        let token = try await Self.token(of: "acme", environment, "--days", "30")
        #expect(token.hasPrefix("fixops_") && token.utf8.count == 71)
        let listed = try await Self.run(["token", "list", "--json"], environment)
        #expect(!listed.stdout.contains(token))
        let line = try JSONValue(parsing: Array(listed.stdout.utf8))
        #expect(line["state"] == "valid" && line["tenant"] == "acme" && line["last_used_at"] == .null)
        #expect(line["expires_at"]?.string != nil)
        let arguments = ["token", "create", "--tenant", "acme", "--name", "test"]
        #expect(try await Self.run(arguments, environment).status == 65)
        #expect(try await Self.run(arguments + ["--scopes", "all"], environment).status == 64)
        #expect(try await Self.run(["token", "revoke", "--tenant", "acme", "--name", "test"], environment).status == 0)
        #expect(try await Self.run(arguments, environment).status == 0)
        await database.drop()
    }

    @Test("A tenant's webhook is signed with a secret of its own, which signs for no other tenant")
    func webhooks() async throws {
        try await RunningGateway.run(["FIXOPS_WEBHOOK_GITHUB_SECRET": Self.masterKey]) { gateway async throws in
            let environment = [
                "FIXOPS_POSTGRES_URL": gateway.database.url, "FIXOPS_WEBHOOK_GITHUB_SECRET": Self.masterKey,
            ]
            let printed = try await Self.run(["token", "webhook", "--tenant", "acme"], environment)
            let secret = printed.stdout.trimmingCharacters(in: .newlines)
            let alert = #"{"alert":{"number":7},"repository":{"full_name":"acme/shop"}}"#
            func post(_ tenant: String, signedWith key: String) async throws -> HTTPAnswer {
                let tag = HMACSHA256.authenticate(Array(alert.utf8), key: Array(key.utf8))
                return try await gateway.post(
                    "/api/v1/webhooks/github?tenant=\(tenant)", alert,
                    headers: [
                        "x-github-delivery": "d-\(tenant)", "x-github-event": "dependabot_alert",
                        "x-hub-signature-256": "sha256=\(Hex.encode(tag))",
                    ])
            }
            #expect(try await post("acme", signedWith: secret).status == 202)
            #expect(try await post("other", signedWith: secret).status == 401)
            #expect(try await post("acme", signedWith: Self.masterKey).status == 401)
            // The open gateway's callers are of the tenant `default`, which has got nothing.
            #expect(try await gateway.get("/api/v1/services").json?["services"]?.array?.isEmpty == true)
        }
    }

    private func bearer(_ token: String) -> [String: String] { ["authorization": "Bearer \(token)"] }

    private static func run(_ arguments: [String], _ environment: [String: String]) async throws -> ProgramRun.Ending {
        try await ProgramRun.run("fixops", arguments, environment: environment)
    }

    /// Creates a token, named `test` unless told otherwise.
    private static func token(
        of tenant: String, _ environment: [String: String], _ more: String...
    ) async throws -> String {
        let name = more.contains("--name") ? [] : ["--name", "test"]
        let ending = try await run(["token", "create", "--tenant", tenant, "--json"] + name + more, environment)
        guard let token = try? JSONValue(parsing: Array(ending.stdout.utf8))["token"]?.string else {
            throw FleetFailure("token create: \(ending.stderr)")
        }
        return token
    }
}

extension Sequence {
    /// The results in order, one after the other.
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
