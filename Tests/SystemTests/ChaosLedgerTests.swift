import Foundation
import JSON
import Testing

@Suite("The ledger of a chaos run is clean only if the fleet kept every promise")
struct ChaosLedgerTests {
    /// What makes a sound ledger unsound, and a part of the line that says so.
    struct Fault: CustomTestStringConvertible, Sendable {
        let place: [String]
        /// Nil takes the member away.
        let value: JSONValue?
        let says: String

        init(_ place: String..., value: JSONValue?, says: String) {
            (self.place, self.value, self.says) = (place, value, says)
        }

        var testDescription: String {
            "\(place.joined(separator: ".")) = \(value?.canonicalText ?? "absent"): \(says)"
        }
    }

    static let sound: JSONValue = [
        "lost": 0, "doubled": 0, "mismatches": 0, "resurrected": 0, "failed": [:], "wrong_answers": [:],
        "unexpected_ends": [:], "left_by_drains": [], "never_taken_over": [], "scans": 90, "decided": 80,
        "replayed": 70, "quiet_after_seconds": 0.4, "remains": remains(dead: 3), "after_drain": remains(dead: 3),
    ]

    static let faults =
        [
            Fault("lost", value: 1, says: "1 lost"),
            Fault("doubled", value: 2, says: "2 doubled"),
            Fault("mismatches", value: 1, says: "1 that differ"),
            Fault("resurrected", value: 1, says: "1 that ran after their end"),
            Fault("failed", value: ["attempts-exhausted": 2], says: "2 failed"),
            Fault("wrong_answers", value: ["500": 1], says: "1 answers"),
            Fault("unexpected_ends", value: ["scorer-1: signal 11": 1], says: "1 ends of processes"),
            Fault("left_by_drains", value: ["scorer-1 left a consumer"], says: "1 leftovers"),
            Fault("never_taken_over", value: ["job 7"], says: "1 jobs of killed workers"),
            Fault("quiet_after_seconds", value: .null, says: "never fell quiet"),
            Fault("after_drain", "dead_consumers", value: 5, says: "2 consumers left"),
            Fault("scans", value: 0, says: "proves nothing"),
            Fault("decided", value: 0, says: "proves nothing"),
            Fault("replayed", value: 0, says: "proves nothing"),
            Fault("remains", "dead_consumers", value: nil, says: "does not say"),
        ]
        + ["pending", "unread", "delayed", "job_keys", "stream_length"].flatMap { name in
            ["remains", "after_drain"].map { Fault($0, name, value: 1, says: "1 ") }
        }
        + sound.object!.keys.filter { $0 != "quiet_after_seconds" }.map {  // an object literal above
            Fault($0, value: nil, says: "does not say")
        }

    @Test("a ledger without a fault is clean, also where killed processes left consumers")
    func clean() async throws {
        let ending = try await judged(Self.sound)
        #expect(ending.status == 0)
        #expect(ending.stdout == "clean\n")
    }

    @Test("each fault alone, and each number that is missing, is named and fails the run", arguments: faults)
    func faulty(fault: Fault) async throws {
        let ending = try await judged(Self.replacing(fault.place[...], in: Self.sound, by: fault.value))
        #expect(ending.status == 1)
        #expect(ending.stdout.contains("FAULT: "))
        #expect(ending.stdout.contains(fault.says), "\(ending.stdout)")
    }

    @Test("what is no ledger is no verdict")
    func unreadable() async throws {
        let ending = try await ProgramRun.run("fleet-chaos", ["--judge", "/nowhere/ledger.json"])
        #expect(ending.status == 70)
        #expect(ending.stderr.contains("holds no ledger"))
    }

    private func judged(_ ledger: JSONValue) async throws -> ProgramRun.Ending {
        let file = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }  // Ignored: a temporary file.
        try Data(ledger.canonical).write(to: file)
        return try await ProgramRun.run("fleet-chaos", ["--judge", file.path])
    }

    private static func remains(dead: Int64) -> JSONValue {
        [
            "pending": 0, "unread": 0, "delayed": 0, "job_keys": 0, "stream_length": 0, "living_consumers": 4,
            "dead_consumers": .integer(dead),
        ]
    }

    private static func replacing(
        _ place: ArraySlice<String>, in ledger: JSONValue, by value: JSONValue?
    ) -> JSONValue {
        guard let name = place.first else { return value ?? .null }
        var members = ledger.object ?? [:]
        let rest = place.dropFirst()
        members[name] = rest.isEmpty ? value : replacing(rest, in: members[name] ?? [:], by: value)
        return .object(members)
    }
}
