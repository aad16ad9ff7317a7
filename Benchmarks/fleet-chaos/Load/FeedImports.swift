import FoundationEssentials
import SystemPackage

/// New KEV and EPSS files while the fleet is broken, so that decisions are made again in the middle of everything.
struct FeedImports: Sendable {
    let subject: Subject
    let log: EventLog
    let seed: UInt64

    /// The first two files, before any report comes.
    func first() async throws {
        var generator = SeededGenerator(seed: seed, part: "first feeds")
        try await importEPSS(1, &generator)
        try await importKEV(1, &generator)
    }

    /// Imports one after another until `stop` is made. An import that fails for want of a server is tried again.
    func run(until stop: StopFlag) async {
        var generator = SeededGenerator(seed: seed, part: "feeds")
        var number = 1
        while !stop.isMade {
            // Ignored: cancellation ends the loop.
            try? await Task.sleep(for: generator.duration(5_000...12_000))
            guard !stop.isMade else { return }
            number += 1
            do {
                if number.isMultiple(of: 3) {
                    try await importKEV(number, &generator)
                } else {
                    try await importEPSS(number, &generator)
                }
                log.began("feed import")
            } catch {
                log.began("feed import that met a fault")
            }
        }
    }

    private func importEPSS(_ number: Int, _ generator: inout SeededGenerator) async throws {
        let rows = Report.cves.map { "\($0),0.\(Int.random(in: 100...999, using: &generator)),0.5" }
        let text =
            "#model_version:v\(number),score_date:\(Self.date)\ncve,epss,percentile\n"
            + rows.joined(separator: "\n") + "\n"
        try await take(text, as: "epss.csv")
    }

    private func importKEV(_ number: Int, _ generator: inout SeededGenerator) async throws {
        let known = Report.cves.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        let entries = known.map { #"{"cveID":"\#($0)","knownRansomwareCampaignUse":"Unknown"}"# }
        let text =
            #"{"title":"Catalogue","catalogVersion":"\#(number)","dateReleased":"\#(Self.date)","count":"#
            + "\(entries.count),\"vulnerabilities\":[\(entries.joined(separator: ","))]}"
        try await take(text, as: "kev.json")
    }

    private func take(_ text: String, as name: String) async throws {
        let path = subject.folder.appending(name)
        guard FileManager.default.createFile(atPath: path.string, contents: Data(text.utf8)) else {
            throw ChaosError("\(path) cannot be written")
        }
        try await subject.fixops(["feeds", "import", path.string, "--force"])
    }

    private static var date: String { Date().ISO8601Format() }
}
