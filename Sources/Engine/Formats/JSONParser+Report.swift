internal import JSON

extension JSONParser {
    /// What `body` reads in a document that somebody posted; whatever goes wrong is a problem of that document.
    mutating func report<Result>(
        in bytes: [UInt8], _ body: (JSONNode) throws -> Result
    ) throws(ReportProblem) -> Result {
        do {
            return try withDocument(bytes, body)
        } catch let problem as ReportProblem {
            throw problem
        } catch let error as JSONError {
            throw ReportProblem(error)
        } catch {
            throw ReportProblem(.notJSON, "\(error)")
        }
    }
}
