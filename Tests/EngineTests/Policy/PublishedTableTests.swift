import TestSupport
import Testing

@testable import Engine

@Suite("A published table")
struct PublishedTableTests {
    @Test(
        "equals its file row by row [table-conformance]",
        .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)),
        arguments: [
            (DecisionTable.deployer, "ssvc/deployer_patch_application_priority_1_0_0", 72),
            (.supplier, "ssvc/supplier_patch_development_priority_1_0_0", 36),
            (.humanImpact, "ssvc/human_impact_1_0_0", 16), (.utility, "ssvc/utility_1_0_0", 4),
            (.publicSafety, "ssvc/public_safety_impact_1_0_0", 4),
            (.cisaCoordinator, "cisa/cisa_coordinator_2_0_3", 36), (.bod2604, "cisa/cisa_bod_26_04_1_0_0", 16),
        ])
    func conformance(table: DecisionTable, file: String, count: Int) throws {
        let text = String(decoding: try Corpus.bytes("feeds/ssvc/csv/\(file).csv"), as: UTF8.self)
        let width = table.points.count
        let published = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",").map(String.init)
            return DecisionTable.Row(values: Array(cells[1...width]), outcome: cells[width + 1])
        }
        #expect(published.count == count)
        #expect(Set(published) == Set(table.rows))
    }

    @Test(
        "of FedRAMP has the days of its class",
        arguments: [
            (DecisionTable.fedRAMPB, ["yes", "yes", "n5"], "4 days"), (.fedRAMPB, ["yes", "no", "n2"], "160 days"),
            (.fedRAMPB, ["no", "yes", "n4"], "64 days"), (.fedRAMPC, ["yes", "yes", "n5"], "2 days"),
            (.fedRAMPC, ["yes", "no", "n3"], "32 days"), (.fedRAMPC, ["no", "no", "n2"], "192 days"),
            (.fedRAMPD, ["yes", "yes", "n5"], "0.5 days"), (.fedRAMPD, ["yes", "no", "n5"], "1 days"),
            (.fedRAMPD, ["no", "no", "n3"], "64 days"),
        ])
    func fedRAMP(table: DecisionTable, values: [String], outcome: String) {
        #expect(table.rows.count == 16)
        #expect(table.rows.contains(DecisionTable.Row(values: values, outcome: outcome)))
    }

    @Test("has a digest of its own")
    func digests() {
        #expect(Set(DecisionTable.builtIn.map(\.digest)).count == DecisionTable.builtIn.count)
    }

    @Test("decides only where the engine has a fact for each of its points")
    func decisive() {
        let names = DecisionTable.decisive.map(\.name).sorted()
        #expect(
            names == [
                "cisa-bod-26-04-1.0.0", "cisa-coordinator-2.0.3", "fedramp-vdr-b-2026", "fedramp-vdr-c-2026",
                "fedramp-vdr-d-2026", "ssvc-deployer-1.0.0",
            ])
    }
}
