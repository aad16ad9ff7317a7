import Engine
import Hashing
import Store
import TestSupport
import Testing

@Suite("Services and policies", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct DeclarationTests {
    private let key = ServiceKey(tenant: "default", service: "shop")
    private let open = Array(#"{"exposure":"open"}"#.utf8)
    private let rules = Array(#"{"other":1}"#.utf8)

    @Test("a service that nobody declared has unknown context and the built-in policy")
    func unknown() async throws {
        try await TestDatabase.with { database in
            let profile = try #require(try await database.store.profiles([key])[key])
            #expect(profile.context == Array("{}".utf8))
            #expect(profile.revision == 0)
            #expect(profile.policy == Policy.standard.reference)
            let body = try await database.store.policyBody(
                ContentKey(tenant: "default", digest: Policy.standard.digest))
            #expect(body == Policy.standard.canonical)
            #expect(try await database.store.policies(tenant: "default").map(\.name) == ["default"])
        }
    }

    @Test(
        "a changed context raises the revision and scores the service's current decisions again; an equal one does nothing"
    )
    func context() async throws {
        try await TestDatabase.with { database in
            _ = try await database.decide(1, service: "shop", cves: [], epoch: 0)
            _ = try await database.decide(2, service: "other", cves: [], epoch: 0)
            let change = try await database.store.setContext(key, context: open, at: Sample.start)
            #expect(change.revisions.map(\.revision) == [2])
            #expect(change.items == 1)
            let again = try await database.store.setContext(key, context: open, at: Sample.start)
            #expect(again.revisions.isEmpty && again.run == nil)
            #expect(try await database.store.profiles([key])[key]?.context == open)
            let revisions = try await database.store.revisions(changedSince: nil)
            #expect(Set(revisions.map(\.revision)) == [1, 2])
            #expect(try await database.store.revisions(changedSince: Sample.start.adding(days: 40_000)).isEmpty)
        }
    }

    @Test("a policy is in force for the services that use its name, and for no others")
    func policy() async throws {
        try await TestDatabase.with { database in
            _ = try await database.decide(1, service: "shop", cves: [], epoch: 0)
            _ = try await database.decide(2, service: "other", cves: [], epoch: 0)
            await #expect(throws: StoreError.self) {
                try await database.store.setContext(key, context: nil, policy: "strict", at: Sample.start)
            }
            let added = try await database.store.setPolicy(rules, name: "strict", tenant: "default", at: Sample.start)
            #expect(added.revisions.isEmpty)
            _ = try await database.store.setContext(key, context: nil, policy: "strict", at: Sample.start)
            let profile = try #require(try await database.store.profiles([key])[key])
            #expect(profile.policy == PolicyReference(name: "strict", digest: Digest(of: rules)))
            let newer = Array(#"{"other":2}"#.utf8)
            let change = try await database.store.setPolicy(newer, name: "strict", tenant: "default", at: Sample.start)
            #expect(change.revisions.map(\.service) == ["shop"])
            #expect(change.items == 1)
            let old = try await database.store.policyBody(ContentKey(tenant: "default", digest: Digest(of: rules)))
            #expect(old == rules)
            #expect(try await database.store.policies(tenant: "default").map(\.name) == ["default", "strict"])
        }
    }

    @Test("facts of several sources are added to one another, each with where it came from")
    func merging() async throws {
        try await TestDatabase.with { database in
            let first = ContextRecord(
                ServiceContext(criticality: .low, owner: "ana"), from: Provenance(source: .backstage, at: Sample.start))
            let newer = ContextRecord(
                ServiceContext(criticality: .high, exposure: .open),
                from: Provenance(source: .otm, at: Sample.time(5)))
            _ = try await database.store.mergeContext(key, first, at: Sample.start)
            let merged = try await database.store.mergeContext(key, newer, at: Sample.time(5))
            #expect(merged.record == first.merging(newer))
            let bytes = try #require(try await database.store.profiles([key])[key]?.context)
            #expect(try ContextRecord(parsing: bytes) == merged.record)
            let again = try await database.store.mergeContext(key, newer, at: Sample.time(5))
            #expect(again.change.revisions.isEmpty)
        }
    }

    @Test("another origin of the same rules is recorded and decides nothing again")
    func origin() async throws {
        try await TestDatabase.with { database in
            _ = try await database.decide(1, service: "shop", cves: [], epoch: 0)
            let rules = Policy.standard.canonical
            let name = Policy.standard.name
            _ = try await database.store.setPolicy(
                rules, name: name, tenant: "default", origin: "git@a:1", at: Sample.start)
            let change = try await database.store.setPolicy(
                rules, name: name, tenant: "default", origin: "git@b:1", at: Sample.start)
            #expect(change.items == 0)
            #expect(try await database.store.profiles([key])[key]?.policy.origin == "git@b:1")
            #expect(try await database.store.policies(tenant: "default").map(\.origin) == ["git@b:1"])
        }
    }
}
