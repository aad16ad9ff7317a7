import Testing

@testable import Store

@Suite("Filters on dead letters")
struct DeadLetterFilterTests {
    @Test(
        "what cannot be understood is refused with what would be right",
        arguments: [
            ("colour=red", DeadLetterFilterProblem.Code.unknownField, "known: age, attempts, class"),
            ("", .malformed, "stage=score"), ("stage=score or stage=enrich", .malformed, "\"and\""),
            ("stage=score and", .malformed, "missing"), ("stage", .wrongOperator, "= !="),
            ("stage~sco", .wrongOperator, "not with ~"), ("stage=paint", .wrongValue, "normalize"),
            ("age>2", .wrongValue, "2h"), ("age=2h", .wrongOperator, "> <"),
            ("engine<two", .wrongValue, "whole number"),
            ("error~", .wrongValue, "a value"), ("error~\"open", .malformed, "no end"),
            ("error=x", .wrongOperator, "~ !~"), ("service='a\u{0}'", .wrongValue, "a value"),
        ])
    func refused(text: String, code: DeadLetterFilterProblem.Code, says: String) {
        let problem = #expect(throws: DeadLetterFilterProblem.self) { try DeadLetterFilter(parsing: text) }
        #expect(problem?.code == code)
        #expect(problem?.description.contains(says) == true, "\(problem?.description ?? "")")
    }

    @Test("blanks, case and quotes do not matter; without a state the open ones are meant")
    func equalFilters() throws {
        let plain = try DeadLetterFilter(parsing: "stage=score and age>2h")
        let sameInOtherWords = try DeadLetterFilter(parsing: "  STAGE = \"Score\"  AND age>120m ")
        let sameWithState = try DeadLetterFilter(parsing: "stage=score and age>7200s and state=open")
        let ofAnotherState = try DeadLetterFilter(parsing: "stage=score and age>2h and state=redriven")
        #expect(plain == sameInOtherWords)
        #expect(plain == sameWithState)
        #expect(plain != ofAnotherState)
    }
}
