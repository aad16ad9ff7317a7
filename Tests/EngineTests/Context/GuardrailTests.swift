import Testing
import YAML

@testable import Engine

@Suite("The guardrails of a service")
struct GuardrailTests {
    private func states(_ context: ServiceContext, policy: Policy = .standard) -> [String: Guardrail.State] {
        Dictionary(
            uniqueKeysWithValues: GuardrailList(context, policy: policy).guardrails.map { ($0.id, $0.state) })
    }

    @Test("of which nothing is known are to declare what they depend on, and nothing is taken for harmless")
    func unknown() {
        let list = GuardrailList(.unknown, policy: .standard)
        #expect(list.guardrails.count == ContextFact.business.count)
        #expect(list.guardrails.allSatisfy { $0.state == .unmet && $0.id.hasPrefix("declare-") })
        #expect(list.pack == "default" && list.packReason == nil)
    }

    @Test("follow from its data, its exposure and its workload")
    func derived() throws {
        let context = ServiceContext(
            authRequired: true, compliance: ["pci-dss"].compactMap { ComplianceScope($0) },
            dataClasses: [.payment, .personal], environment: .test, exposure: .open, waf: false, workload: .container)
        let states = states(context)
        #expect(states["scope-pci-dss"] == .met && states["scope-gdpr"] == .unmet && states["scope-hipaa"] == nil)
        #expect(states["authentication-for-data"] == .met && states["web-application-firewall"] == .unmet)
        #expect(states["no-open-environment"] == .unmet)
        #expect(states["demand-sbom"] == .unmet && states["demand-image-scan"] == .unmet)
        let policy = try Policy(
            parsing: YAMLReader.value(
                of: """
                    version: 1
                    requires:
                      - {name: container, when: service.workload == "container", inputs: [{kind: sbom}]}
                    """), name: "p")
        #expect(self.states(context, policy: policy)["demand-sbom"] == .met)
    }

    @Test("are unknown, neither met nor unmet, where nobody declared what would tell")
    func undeclared() {
        let states = states(ServiceContext(dataClasses: [.health], exposure: .open))
        #expect(states["web-application-firewall"] == .unknown && states["scope-hipaa"] == .unknown)
        #expect(states["authentication-for-data"] == .unknown)
    }

    @Test(
        "name the pack that fits",
        arguments: [
            (ServiceContext(compliance: ["bod-26-04", "fedramp"].compactMap { ComplianceScope($0) }), "fedramp-vdr"),
            (ServiceContext(compliance: ["bod-26-04"].compactMap { ComplianceScope($0) }), "bod-26-04"),
            (ServiceContext(criticality: .critical), "strict"), (ServiceContext(safety: .catastrophic), "strict"),
            (ServiceContext(dataClasses: [.health]), "strict"),
            (ServiceContext(criticality: .high, dataClasses: [.internal]), "default"),
        ])
    func packs(context: ServiceContext, pack: String) {
        #expect(GuardrailList(context, policy: .standard).pack == pack)
        #expect(Policy.builtIn.contains { $0.name == pack })
    }
}
