public import JSON

/// One line of `fixops evaluate`: a question with every input given.
public enum EvaluationCase {
    /// Answers by the member that is there: `beta`, `chain`, `gamma`, `network`; without any of them the case is one of
    /// the rules. Throws `NetworkProblem` or `PolicyProblem`.
    public static func evaluate(_ input: JSONValue) throws -> JSONValue {
        if input["network"] != nil { return try NetworkCase.evaluate(input) }
        if input["chain"] != nil { return try ChainCase.evaluate(input) }
        if input["beta"] != nil || input["gamma"] != nil { return try CountsCase.evaluate(input) }
        return try OracleCase.evaluate(input)
    }
}
