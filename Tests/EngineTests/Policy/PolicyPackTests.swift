import JSON
import TestSupport
import Testing
import YAML

@testable import Engine

@Suite("A built-in pack")
struct PolicyPackTests {
    private func assess(_ pack: String, isInKEV: Bool, _ context: ServiceContext) throws -> FindingAssessment {
        let policy = try #require(Policy.builtIn(named: pack))
        return Scorer.assess(.single(epssE5: 100, isInKEV: isInKEV, context), policy: policy).findings[0]
    }

    @Test("is read back from its canonical bytes", arguments: Policy.builtIn)
    func roundTrip(pack: Policy) throws {
        #expect(try Policy(parsing: pack.canonical, name: pack.name) == pack)
    }

    @Test("has the name that it is found by, and rules of its own")
    func names() {
        #expect(Policy.builtIn.map(\.name) == ["bod-26-04", "default", "fedramp-vdr", "strict"])
        #expect(Set(Policy.builtIn.map(\.digest)).count == 4)
    }

    @Test("strict is the example file")
    func strict() throws {
        let text = String(decoding: try ProjectFiles.bytes("examples/policies/strict.yaml"), as: UTF8.self)
        let file = try Policy(parsing: YAMLReader.value(of: text), name: "strict")
        #expect(file == Policy.builtIn(named: "strict"))
    }

    @Test(
        "bod-26-04 has the directive's days, and a low risk cannot lengthen them",
        arguments: [
            (true, Exposure.open, true, Verdict.block, 3), (true, .small, false, .defer, 14),
            (false, .open, true, .block, 3), (false, .small, true, .allow, 60),
        ])
    func directive(isInKEV: Bool, exposure: Exposure, automatable: Bool, verdict: Verdict, due: Int) throws {
        let context = ServiceContext(automatable: automatable, exposure: exposure, humanImpact: .low)
        let answer = try assess("bod-26-04", isInKEV: isInKEV, context)
        #expect(answer.verdict == verdict)
        #expect(answer.dueDays == due)
    }

    @Test("fedramp-vdr has the days of class C")
    func fedRAMP() throws {
        let worst = ServiceContext(exposure: .open, humanImpact: .veryHigh)
        #expect(try assess("fedramp-vdr", isInKEV: true, worst).outcome == "2 days")
        #expect(try assess("fedramp-vdr", isInKEV: true, worst).dueDays == 2)
        let mild = ServiceContext(exposure: .small, humanImpact: .low)
        #expect(try assess("fedramp-vdr", isInKEV: false, mild).outcome == "192 days")
    }

    @Test(
        "fedramp-vdr gives what is in KEV the directive's days where those are shorter",
        arguments: [
            (Exposure.small, false, HumanImpact.low, Verdict.defer, 14), (.open, true, .low, .block, 3),
            (.open, true, .veryHigh, .block, 2),
        ])
    func fedRAMPInKEV(
        exposure: Exposure, automatable: Bool, impact: HumanImpact, verdict: Verdict, due: Int
    ) throws {
        let context = ServiceContext(automatable: automatable, exposure: exposure, humanImpact: impact)
        let answer = try assess("fedramp-vdr", isInKEV: true, context)
        #expect(answer.verdict == verdict)
        #expect(answer.dueDays == due)
        let tables = answer.reasons.filter { $0.code == .table }.map { $0["table"] }
        #expect(tables == ["fedramp-vdr-c-2026", "cisa-bod-26-04-1.0.0"])
    }
}
