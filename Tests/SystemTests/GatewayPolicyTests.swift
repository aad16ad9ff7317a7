import Engine
import Hashing
import JSON
import TestSupport
import Testing

@Suite(
    "Policies and contexts are put in force over HTTP, or refused whole",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayPolicyTests {
    @Test("The built-in pack is there from the start")
    func builtIn() async throws {
        try await RunningGateway.run { gateway async throws in
            let standard = try await gateway.get("/api/v1/policies/default")
            #expect(standard.json?["digest"]?.string == Policy.standard.digest.description)
            #expect(standard.json?["policy"]?.canonical == Policy.standard.canonical)
            let names = try await gateway.get("/api/v1/policies").json?["policies"]?.array?.compactMap {
                $0["name"]?.string
            }
            #expect(names == ["default"])
        }
    }

    @Test("A policy is read as JSON and kept")
    func put() async throws {
        try await RunningGateway.run { gateway async throws in
            let text = String(decoding: Policy.standard.canonical, as: UTF8.self)
            let stored = try await gateway.put("/api/v1/policies/strict%20one", text)
            #expect(stored.status == 200, "\(stored.text)")
            #expect(stored.json?["name"] == "strict one")
            #expect(try await gateway.get("/api/v1/policies/strict%20one").json?["digest"] == stored.json?["digest"])
        }
    }

    @Test("A policy that cannot be loaded changes nothing and says where it fails")
    func refused() async throws {
        try await RunningGateway.run { gateway async throws in
            for (body, type, status, kind) in [
                (#"{"no_such_key":1}"#, "application/json", 422, "invalid-policy"),
                ("no_such_key: 1\n", "application/yaml", 422, "invalid-policy"),
                ("[]", "application/json", 422, "invalid-policy"),
                ("{", "application/json", 400, "bad-request"),
                ("a: [", "text/yaml", 400, "bad-request"),
            ] {
                let answer = try await gateway.put("/api/v1/policies/default", body, type: type)
                #expect(answer.status == status, "\(body): \(answer.text)")
                #expect(answer.isProblem(kind), "\(answer.text)")
                if status == 422 { #expect(answer.json?["path"]?.string != nil) }
            }
            let standard = try await gateway.get("/api/v1/policies/default")
            #expect(standard.json?["digest"]?.string == Policy.standard.digest.description)
        }
    }

    @Test("A service is put under a policy that is there, as JSON or YAML, and its revision rises")
    func underPolicy() async throws {
        try await RunningGateway.run { gateway async throws in
            let path = "/api/v1/services/shop/policy"
            for body in [
                #"{"policy":"strict"}"#, #"{"policy":7}"#, #"{"name":"strict"}"#, "[]",
                #"{"policy":"default","exposure":"open"}"#,
            ] {
                let refused = try await gateway.put(path, body)
                #expect(refused.status == 422, "\(body): \(refused.text)")
                #expect(refused.isProblem("invalid-policy"))
                #expect(refused.json?["path"] == "policy")
            }
            #expect(try await gateway.get("/api/v1/services/shop").status == 404)
            #expect(try await gateway.put("/api/v1/policies/strict", #"{"version":1,"quantile":0.95}"#).status == 200)
            let stored = try await gateway.put(path, "policy: strict\n", type: "application/yaml")
            #expect(stored.text == #"{"policy":"strict","rescored":0,"service":"shop"}"#)
            let before = try await gateway.get("/api/v1/services/shop").json
            #expect(before?["policy"] == "strict")
            #expect(try await gateway.put(path, #"{"policy":"default"}"#).status == 200)
            let after = try await gateway.get("/api/v1/services/shop").json
            #expect(after?["policy"] == "default")
            #expect(after?["revision"]?.integer == before?["revision"]?.integer.map { $0 + 1 })
        }
    }

    @Test("A context declares its service and is read back; one that cannot be loaded is refused")
    func contexts() async throws {
        try await RunningGateway.run { gateway async throws in
            let stored = try await gateway.put(
                "/api/v1/services/caf%C3%A9/context", #"{"exposure":"open","human_impact":"high"}"#)
            #expect(stored.status == 200, "\(stored.text)")
            let service = try await gateway.get("/api/v1/services/caf%C3%A9")
            #expect(service.json?["service"] == "café")
            #expect(service.json?["context"]?["exposure"] == "open")
            #expect(service.json?["verdict"] == .null)
            let refused = try await gateway.put("/api/v1/services/shop/context", #"{"exposure":"wide"}"#)
            #expect(refused.status == 422)
            #expect(refused.isProblem("invalid-context"))
            #expect(refused.json?["path"] == "exposure")
            #expect(try await gateway.get("/api/v1/services/shop").status == 404)
        }
    }

    @Test("A context is read from a Backstage file and added to what is held, each fact with its source")
    func sources() async throws {
        try await RunningGateway.run { gateway async throws in
            let path = "/api/v1/services/shop/context"
            #expect(try await gateway.put(path, #"{"criticality":"high","owner":"ana"}"#).status == 200)
            let file = """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: shop, annotations: {fixops/exposure: open}}
                spec: {lifecycle: production, owner: team-shop}
                """
            let added = try await gateway.patch(path, file, type: "application/yaml")
            #expect(added.status == 200, "\(added.text)")
            #expect(added.json?["source"] == "backstage")
            let context = try await gateway.get("/api/v1/services/shop").json?["context"]
            #expect(context?["owner"] == "team-shop")
            #expect(context?["criticality"] == "high")
            #expect(context?["provenance"]?["exposure"]?["source"] == "backstage")
            #expect(context?["provenance"]?["criticality"]?["source"] == "api")
            #expect(try await gateway.patch(path, "{exposed: true}", type: "application/yaml").status == 422)
        }
    }

    @Test("A policy keeps the commit that it comes from")
    func origin() async throws {
        try await RunningGateway.run { gateway async throws in
            let path = "/api/v1/policies/strict?origin=https%3A%2F%2Fgit%2Fp%40abc%3Astrict.yaml"
            #expect(try await gateway.put(path, #"{"version":1,"quantile":0.95}"#).status == 200)
            #expect(
                try await gateway.get("/api/v1/policies/strict").json?["origin"] == "https://git/p@abc:strict.yaml")
        }
    }
}
