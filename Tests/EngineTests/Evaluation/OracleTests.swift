import Engine
import Foundation
import JSON
import TestSupport
import Testing

@Suite("The reference evaluation")
struct OracleTests {
    private static let golden = Corpus.folder.deletingLastPathComponent().appending(path: "oracle/golden.json")

    @Test(
        "gives the recorded answer for each of its 309 cases, to 1e-9",
        .enabled(if: FileManager.default.fileExists(atPath: golden.path), Comment(rawValue: Corpus.hint)))
    func recordedCases() throws {
        let file = try JSONValue(parsing: Array(Data(contentsOf: Self.golden)))
        let cases = (file["cases"]?.array ?? []) + (file["random"]?.array ?? [])
        #expect(cases.count == 309)
        for entry in cases {
            let input = try #require(entry["input"])
            let output = try OracleCase.evaluate(input)
            #expect(isClose(output, try #require(entry["output"])), "\(input["name"]?.string ?? "?"): \(output)")
        }
    }

    @Test(
        "refuses a case that it would have to guess at",
        arguments: [
            #"{"exposure":{"open":1},"A":{"yes":1},"HI":{"low":1}}"#,
            #"{"E":{"none":0.5},"exposure":{"open":1},"A":{"yes":1},"HI":{"low":1}}"#,
            #"{"E":{"none":1},"exposure":{"ajar":1},"A":{"yes":1},"HI":{"low":1}}"#,
            #"{"E":{"none":1},"exposure":{"open":1},"A":{"yes":1},"HI":{"low":1},"epss":1.5}"#,
            #"{"E":{"none":1},"exposure":{"open":1},"A":{"yes":1},"HI":{"low":1},"colour":"red"}"#,
            #"[]"#,
        ])
    func refusals(text: String) throws {
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: PolicyProblem.self) { try OracleCase.evaluate(value) }
    }

    private func isClose(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let one = left.double, let other = right.double { return abs(one - other) <= 1e-9 }
        if let one = left.object, let other = right.object {
            return one.keys == other.keys
                && one.allSatisfy { key, value in other[key].map { isClose(value, $0) } ?? false }
        }
        return left == right
    }
}
