import Engine
import JSON

/// A decision as `fixops decide --json` and `fixops explain --json` print it.
enum DecisionFile {
    /// Throws exit 65 for anything else.
    static func read(_ path: String) throws -> JSONValue {
        let answer = try StructuredFile(path).value
        guard answer["remediation"]?.array != nil, answer["verdict"]?.string != nil else {
            throw CommandFailure.badInput("\(path): this is no decision as `fixops decide --json` prints it")
        }
        return answer
    }
}
