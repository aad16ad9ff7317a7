import Hashing
import JSON
import TestSupport
import Testing

@Suite(
    "A forge's webhook becomes a scan once",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayWebhookTests {
    private static let path = "/api/v1/webhooks/github"
    private static let secret = "It's a Secret to Everybody"
    private static let alert =
        #"{"action":"created","alert":{"number":42},"repository":{"full_name":"acme/shop"}}"#

    @Test("An alert becomes a scan of its repository; its redelivery is answered with the same scan")
    func alerts() async throws {
        try await RunningGateway.run(["FIXOPS_WEBHOOK_GITHUB_SECRET": Self.secret]) { gateway async throws in
            for (event, query, service, source, format) in [
                ("code_scanning_alert", "", "acme/shop", "github-code-scanning/42", "github-code-scanning-alert"),
                ("dependabot_alert", "?service=till", "till", "github-dependabot/42", "github-dependabot-alert"),
            ] {
                let headers = Self.headers(Self.alert, event: event, delivery: "d-\(event)")
                let first = try await gateway.post(Self.path + query, Self.alert, headers: headers)
                #expect(first.status == 202)
                let scan = try #require(first.json?["scan"]?.string)
                let state = try await gateway.get("/api/v1/scans/\(scan)")
                #expect(state.json?["service"]?.string == service)
                #expect(state.json?["source"]?.string == source)
                #expect(state.json?["format"]?.string == format)
                #expect(state.json?["artifact"]?.string == Digest(of: Self.alert).description)
                let again = try await gateway.post(Self.path + query, Self.alert, headers: headers)
                #expect(again.status == 200)
                #expect(again.json?["scan"]?.string == scan)
            }
        }
    }

    @Test("What is not signed with the secret, or cannot be read, is refused")
    func refusals() async throws {
        try await RunningGateway.run(["FIXOPS_WEBHOOK_GITHUB_SECRET": Self.secret]) { gateway async throws in
            let good = Self.headers(Self.alert, event: "dependabot_alert", delivery: "d-1")
            for signature in [
                nil, "sha256=", "sha256=00", "sha1=ab", good["x-hub-signature-256"].map { $0.dropLast() + "x" },
            ] {
                var headers = good
                headers["x-hub-signature-256"] = signature
                let answer = try await gateway.post(Self.path, Self.alert, headers: headers)
                #expect(answer.status == 401)
                #expect(answer.isProblem("unauthorized"))
            }
            #expect(try await gateway.post(Self.path, Self.alert + " ", headers: good).status == 401)
            for body in ["{", "[]", "{}", #"{"alert":{"number":"x"},"repository":{"full_name":"a/b"}}"#] {
                let headers = Self.headers(body, event: "dependabot_alert", delivery: "d-2")
                let answer = try await gateway.post(Self.path, body, headers: headers)
                #expect(answer.status == 400, "\(body)")
                #expect(answer.isProblem("bad-request"))
            }
            var anonymous = good
            anonymous["x-github-delivery"] = nil
            #expect(try await gateway.post(Self.path, Self.alert, headers: anonymous).status == 400)
            #expect(try await gateway.post("/api/v1/webhooks/gitlab", Self.alert, headers: good).status == 404)
            #expect(try await gateway.get("/api/v1/services").json?["services"]?.array?.isEmpty == true)
        }
    }

    @Test("Other events are acknowledged and ignored with a reason")
    func otherEvents() async throws {
        try await RunningGateway.run(["FIXOPS_WEBHOOK_GITHUB_SECRET": Self.secret, "FIXOPS_TOKEN": "t"]) {
            gateway async throws in
            let body = #"{"zen":"Keep it logically awesome."}"#
            let ping = try await gateway.post(
                Self.path, body, headers: Self.headers(body, event: "ping", delivery: "d-1"))
            #expect(ping.status == 200)
            let push = try await gateway.post(
                Self.path, body, headers: Self.headers(body, event: "push", delivery: "d-2"))
            #expect(push.status == 202)
            #expect(push.json?["status"] == "ignored")
            #expect(push.json?["reason"]?.string?.contains("push") == true)
        }
    }

    @Test("Without a secret no webhook is accepted, signed or not")
    func withoutSecret() async throws {
        try await RunningGateway.run { gateway async throws in
            let answer = try await gateway.post(
                Self.path, Self.alert, headers: Self.headers(Self.alert, event: "dependabot_alert", delivery: "d-1"))
            #expect(answer.status == 503)
            #expect(answer.isProblem("unavailable"))
        }
    }

    private static func headers(_ body: String, event: String, delivery: String) -> [String: String] {
        let tag = HMACSHA256.authenticate(Array(body.utf8), key: Array(secret.utf8))
        return [
            "content-type": "application/json", "x-github-delivery": delivery, "x-github-event": event,
            "x-hub-signature-256": "sha256=\(Hex.encode(tag))",
        ]
    }
}
