import Engine
import Hashing
import JSON
import Testing

@Suite("Canonical documents and facts")
struct RecordCodecTests {
    /// Makes any value that the types allow, from a seed.
    private struct Maker {
        var generator: SeededGenerator

        mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

        mutating func maybe<Value>(_ value: (inout Maker) -> Value) -> Value? { below(3) == 0 ? nil : value(&self) }

        mutating func text() -> String {
            let pool = ["", "a", "CVE-2021-44228", "\"quoted\\\"", "tab\tline\n", "é😀\u{1}", "\u{2028}", "x y"]
            return pool[below(pool.count)] + String(below(1000))
        }

        mutating func texts() -> [String] { Set((0..<below(4)).map { _ in text() }).sorted() }

        mutating func fingerprint() -> Fingerprint? {
            let digits = Array("0123456789abcdef")
            return Fingerprint(hex: String((0..<32).map { _ in digits[below(16)] }))
        }

        mutating func finding() throws -> Finding {
            Finding(
                fingerprint: try #require(fingerprint()), ids: texts(),
                kind: FindingKind.allCases[below(FindingKind.allCases.count)],
                severity: Severity.allCases[below(Severity.allCases.count)], scoreTenths: maybe { $0.below(101) },
                component: maybe { $0.text() },
                location: maybe { maker in Location(uri: maker.text(), line: maker.maybe { $0.below(9999) + 1 }) },
                title: text(), weaknesses: Set((0..<below(3)).map { _ in below(2000) }).sorted(), fixedIn: texts(),
                suppression: maybe { $0.text() })
        }

        mutating func component() -> Component {
            Component(
                reference: maybe { $0.text() }, purl: maybe { $0.text() }, name: text(), version: maybe { $0.text() })
        }

        mutating func document() throws -> Document {
            var findings: [Finding] = []
            for _ in 0..<below(6) { findings.append(try finding()) }
            findings.sort { $0.fingerprint < $1.fingerprint }
            return Document(
                format: text(), tool: text(), state: CoverageState.allCases[below(3)], stateReason: maybe { $0.text() },
                findings: findings, components: (0..<below(5)).map { _ in component() })
        }
    }

    @Test("What was written is read back, and is canonical", arguments: 0..<200)
    func roundTrip(seed: Int) throws {
        var maker = Maker(generator: SeededGenerator(seed: UInt64(seed)))
        let document = try maker.document()
        #expect(try Document(canonical: document.canonical) == document)
        #expect(try JSONValue(parsing: document.canonical).canonical == document.canonical)
        let facts = Facts(of: document)
        #expect(try Facts(canonical: facts.canonical) == facts)
        #expect(try JSONValue(parsing: facts.canonical).canonical == facts.canonical)
    }

    @Test("Facts hold nothing of what is only shown")
    func displayText() throws {
        let log = Reports.sarif(results: [Reports.result("R1", ["message": ["text": "Secret words."]])])
        let facts = String(decoding: Facts(of: try Reports.document(log)).canonical, as: UTF8.self)
        #expect(!facts.contains("Secret words") && !facts.contains("src/a.c"))
        #expect(
            facts.hasPrefix(#"{"findings":[{"fingerprint":""#)
                && facts.hasSuffix(
                    #"","kind":"weakness","severity":"medium"}],"format":"sarif-2.1.0","state":"checked"}"#)
        )
    }

    @Test("The set digest changes with what is shown of a finding, and with nothing else of the document")
    func setDigest() throws {
        func digest(_ text: String, tool: String = "Scanner") throws -> String {
            let result = Reports.result("R1", ["fingerprints": ["a": "b"], "message": ["text": .string(text)]])
            let log = Reports.sarif(results: [result], driver: ["version": .string(tool)])
            return try Reports.document(log).findingSetDigest.description
        }
        #expect(try digest("One.") != digest("Two."))
        #expect(try digest("One.", tool: "1") == digest("One.", tool: "2"))
    }

    @Test(
        "A damaged record is refused with what is wrong in it",
        arguments: [
            "", "{", "[]", "{}", #"{"findings":[],"format":"x"}"#, #"{"findings":[],"format":"x","state":"maybe"}"#,
            #"{"findings":[{"fingerprint":"xyz","kind":"secret","severity":"low"}],"format":"x","state":"checked"}"#,
            #"{"findings":[{}],"format":"x","state":"checked"}"#, #"{"findings":7,"format":"x","state":"checked"}"#,
        ])
    func damaged(text: String) {
        #expect(throws: RecordError.self) { try Facts(canonical: Array(text.utf8)) }
        #expect(throws: RecordError.self) { try Document(canonical: Array(text.utf8)) }
    }
}
