import JSON
import Testing

@testable import Engine

@Suite("A case of fixops evaluate")
struct EvaluationCaseTests {
    private func answer(_ text: String) throws -> JSONValue {
        try EvaluationCase.evaluate(JSONValue(parsing: Array(text.utf8)))
    }

    private func isClose(_ value: JSONValue?, _ expected: [Double]) -> Bool {
        let numbers = value?.array?.compactMap(\.double) ?? value?.double.map { [$0] } ?? []
        return numbers.count == expected.count && zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-9 }
    }

    @Test("infers in a network: values, likelihoods, tables and noisy-or")
    func network() throws {
        let noisyOr = """
            [{"name":"poc","table":[[0.82,0.18]]},{"name":"auto","table":[[0.83,0.17]]},
             {"name":"exposed","table":[[0.7,0.3]]},
             {"name":"x","parents":["poc","auto","exposed"],"leak":0.01,"weights":[[0,0.05],[0,0.1],[0,0.2]]}]
            """
        let known = try answer(#"{"network":\#(noisyOr),"evidence":{"poc":1}}"#)["posterior"]
        #expect(abs((known?["x"]?.array?[1].double ?? 0) - 0.13095919) < 1e-9)
        #expect(isClose(known?["poc"], [0, 1]))
        let bayes =
            #"[{"name":"x","table":[[0.9,0.1]]},{"name":"e","parents":["x"],"table":[[0.75,0.25],[0.25,0.75]]}]"#
        let soft = try answer(#"{"network":\#(bayes),"evidence":{"e":[0.3,0.7]}}"#)
        #expect(isClose(soft["posterior"]?["x"], [1 - 0.142857142857, 0.142857142857]))
    }

    @Test("follows a chain through its states")
    func chain() throws {
        let rates = """
            {"discovery":0.01,"exploitation":0.0035120171886,"remediation":0.0231049060187,"recovery":0.2,
             "renewal":0.02,"regression":0.005}
            """
        let answer = try answer(#"{"name":"worked","chain":\#(rates),"days":30}"#)
        #expect(isClose(answer["still_vulnerable"], [0.45]))
        #expect(isClose(answer["transition"]?.array?[1], [0.127718421, 0.488929903, 0.009580139, 0.373771537]))
        let idle = try self.answer(#"{"chain":{},"days":30}"#)
        #expect(idle["mean_days_vulnerable"] == .null && idle["stationary"] == .null)
        #expect(isClose(idle["transition"]?.array?[1], [0, 1, 0, 0]))
    }

    @Test("says what counts teach")
    func counts() throws {
        let share = try answer(#"{"beta":{"alpha":10.639226,"beta":2997.360774},"trials":50}"#)
        #expect(isClose(share["any"], [0.161157645407]))
        let rate = try answer(#"{"gamma":{"events":37,"days":2632705},"days":30}"#)
        #expect(abs((rate["any"]?.double ?? 0) - 4.215283e-4) < 1e-9)
    }

    @Test(
        "is refused where something in it does not fit",
        arguments: [
            #"{"network":[]  ,"evidence":{"a":1}}"#, #"{"network":{"a":1}}"#, #"{"network":[{"name":"a"}]}"#,
            #"{"network":[{"name":"a","table":[[0.5,0.6]]}]}"#, #"{"network":[{"name":"a","table":[["x"]]}]}"#,
            #"{"network":[{"name":"a","table":[[0.5,0.5]]}],"evidence":{"a":2}}"#,
            #"{"network":[{"name":"a","table":[[0.5,0.5]]}],"evidence":{"a":"high"}}"#,
            #"{"network":[{"name":"a","table":[[0.5,0.5]],"parents":[1]}]}"#,
            #"{"chain":{"discovery":0.1}}"#, #"{"chain":{"discovery":-1},"days":1}"#, #"{"chain":{},"days":1,"x":1}"#,
            #"{"beta":{"alpha":1}}"#, #"{"beta":{"alpha":0,"beta":1}}"#, #"{"gamma":{"events":1,"days":0}}"#,
            #"{"gamma":{"events":1,"days":1},"trials":5}"#,
        ])
    func refusals(text: String) throws {
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: (any Error).self) { try EvaluationCase.evaluate(value) }
    }
}
