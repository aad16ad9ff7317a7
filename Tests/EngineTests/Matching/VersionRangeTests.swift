import Engine
import JSON
import TestSupport
import Testing

@Suite("Ranges of versions")
struct VersionRangeTests {
    private static let containments: [(String, String, Bool?)] = [
        ("vers:npm/*", "1.0.0", true), ("vers:npm/1.0.0", "1.0.0", true), ("vers:npm/1.0.0", "1.0.1", false),
        ("vers:npm/>=1.0.0|<2.0.0", "1.5.0", true), ("vers:npm/>=1.0.0|<2.0.0", "2.0.0", false),
        ("vers:npm/<1.0.0|>=2.0.0|<3.0.0", "1.5.0", false), ("vers:npm/<1.0.0|>=2.0.0|<3.0.0", "0.9.0", true),
        ("vers:npm/<1.0.0|>=2.0.0|<3.0.0", "2.9.9", true), ("vers:npm/>3.0.0", "3.0.0", false),
        ("vers:npm/<=3.0.0", "3.0.0", true), ("vers:npm/!=1.0.0", "1.0.0", false), ("vers:npm/!=1.0.0", "2.0.0", true),
        ("vers:npm/>=1.0.0|!=1.5.0|<2.0.0", "1.5.0", false), ("vers:npm/>=1.0.0|!=1.5.0|<2.0.0", "1.4.0", true),
        ("vers:npm/>=1.0.0|>=1.5.0|<2.0.0", "1.2.0", true), ("vers:npm/>=1.0.0|<1.5.0|<2.0.0", "1.7.0", true),
        ("vers:npm/>=1.0.0", "latest", nil), ("vers: PyPI / >= 1.0 | < 2.0 ", "1.5", true),
        ("vers:deb/<1.2-3%2Bdeb9u1", "1.2-3", true),
    ]

    @Test("A version is in it or not, or cannot be judged", arguments: containments)
    func containment(range: String, version: String, isIn: Bool?) throws {
        #expect(try #require(VersionRange(parsing: range)).contains(version) == isIn)
    }

    @Test(
        "What is no range of a known scheme is refused",
        arguments: ["", "npm/1.0", "vers:npm", "vers:npm/", "vers:novel/1.0", "vers:npm/>=", "vers:npm/latest"])
    func refused(text: String) { #expect(VersionRange(parsing: text) == nil) }

    @Test("VERS' own cases hold", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func vectors() throws {
        var count = 0
        for file in Corpus.files(under: "vectors/vers/tests", suffix: ".json") {
            for test in try JSONValue(parsing: try Corpus.bytes(file))["tests"]?.array ?? [] {
                count += 1
                let expected = test["expected_output"] == Self.emptyRange ? nil : test["expected_output"]
                #expect(try outcome(of: test) == expected, "\(file): \(test.canonicalText)")
            }
        }
        #expect(count == 283)
    }

    /// One case makes a range of no constraints out of an empty text; VERS itself has no such range, and neither have we.
    private static let emptyRange: JSONValue = "vers:conan/"

    private func outcome(of test: JSONValue) throws -> JSONValue? {
        let input = test["input"]
        let scheme = (input?["scheme"] ?? input?["input_scheme"])?.string.flatMap(VersionScheme.init)
        let versions = input?["versions"]?.array?.compactMap(\.string) ?? []
        switch test["test_type"]?.string {
        case "comparison":
            let scheme = try #require(scheme)
            return .array(versions.sorted { scheme.order($0, $1) == .lower }.map(JSONValue.string))
        case "containment":
            let range = input?["vers"]?.string.flatMap { VersionRange(parsing: $0) }
            return range?.contains(input?["version"]?.string ?? "").map(JSONValue.bool)
        case "equality": return .bool(try #require(scheme).order(versions[0], versions[1]) == .same)
        case "from_native":
            let range = VersionRange(native: input?["native_range"]?.string ?? "", try #require(scheme))
            return range.map { .string($0.description) }
        case "validate": return VersionRange(parsing: input?.string ?? "").map { .string($0.description) }
        default: return nil
        }
    }
}
