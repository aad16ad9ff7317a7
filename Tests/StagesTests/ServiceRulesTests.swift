import Engine
import Testing

@testable import Stages

@Suite("A service's rules")
struct ServiceRulesTests {
    private static let context = ServiceContext(exposure: .open).canonical

    @Test("a policy and a context that can be read are applied as they are")
    func readable() {
        let rules = ServiceRules(policy: .standard, context: Self.context)
        #expect(rules.record.context.exposure == .open)
        #expect(rules.missing == nil)
    }

    @Test("a policy that cannot be loaded is replaced by the default pack and named as not checked")
    func policyMissing() {
        let rules = ServiceRules(policy: nil, context: Self.context)
        #expect(rules.policy == .standard)
        #expect(rules.missing == Coverage(input: "policy", state: .notChecked))
    }

    @Test("a context that cannot be read counts as unknown and is named as not checked")
    func contextDamaged() {
        let rules = ServiceRules(policy: .standard, context: Array(#"{"exposure":7}"#.utf8))
        #expect(rules.record == .unknown)
        #expect(rules.missing == Coverage(input: "context", state: .notChecked))
    }
}
