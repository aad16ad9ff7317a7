import JSON
import Testing

@testable import Engine

@Suite("A service's context")
struct ServiceContextTests {
    @Test("is read from words and booleans; unknown, null and absent are the same")
    func reading() throws {
        let context = try ServiceContext(parsing: [
            "auth_required": "yes", "automatable": "unknown", "exposure": "open", "human_impact": "very high",
            "reachable": false, "waf": nil,
        ])
        #expect(
            context == ServiceContext(authRequired: true, exposure: .open, humanImpact: .veryHigh, reachable: false))
        #expect(try ServiceContext(parsing: [:]) == .unknown)
    }

    @Test("is read back from its canonical bytes")
    func roundTrip() throws {
        var random = RandomFacts(seed: 5)
        for _ in 0..<100 {
            let context = random.context()
            #expect(try ServiceContext(parsing: context.canonical) == context)
        }
        #expect(String(decoding: ServiceContext.unknown.canonical, as: UTF8.self) == "{}")
    }

    @Test(
        "is refused with the path of what is wrong",
        arguments: [
            (#"{"exposed":true}"#, PolicyProblem.Code.unknownKey, "exposed"),
            (#"{"exposure":"wide"}"#, .unknownValue, "exposure"),
            (#"{"waf":1}"#, .unknownValue, "waf"), ("[]", .wrongType, ""), ("{", .notJSON, ""),
            (#"{"waf":true,"waf":false}"#, .notJSON, ""),
        ])
    func refusals(text: String, code: PolicyProblem.Code, path: String) {
        let problem = #expect(throws: PolicyProblem.self) { try ServiceContext(parsing: Array(text.utf8)) }
        #expect(problem?.code == code)
        #expect(problem?.path == path)
    }
}
