internal import JSON

extension JSONValue {
    /// The JSON text of a context.
    init(contextText bytes: [UInt8]) throws(PolicyProblem) {
        do throws(JSONError) {
            self = try JSONValue(parsing: bytes)
        } catch {
            throw PolicyProblem(.notJSON, path: "", "the context cannot be read: \(error)")
        }
    }
}
