import Engine
import Hummingbird
import JSON
import YAML

/// Small JSON or YAML documents that people write.
enum StructuredBody {
    /// Reads YAML where the content type says so or the body is no JSON object.
    static func value(of body: ReceivedBody, _ request: Request) throws(Problem) -> JSONValue {
        let documents = try documents(of: body, request)
        guard let document = documents.first, documents.count == 1 else {
            throw Problem(.badRequest, "one document is expected here")
        }
        return document
    }

    /// The same of a YAML stream; JSON is one document.
    static func documents(of body: ReceivedBody, _ request: Request) throws(Problem) -> [JSONValue] {
        guard !body.isCompressed else { throw Problem(.unsupportedEncoding, "send this body uncompressed") }
        guard let text = String(validating: body.given, as: UTF8.self) else {
            throw Problem(.badRequest, "the body is not UTF-8")
        }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        let isYAML = type.contains("yaml") || !type.contains("json") && text.first { !$0.isWhitespace } != "{"
        do {
            return isYAML ? try YAMLReader.documents(of: text).map(\.value) : [try JSONValue(parsing: body.given)]
        } catch {
            throw Problem(.badRequest, "the body is no \(isYAML ? "YAML" : "JSON") that is read: \(error)")
        }
    }

    /// A refusal with the place in the document that caused it.
    static func problem(_ kind: ProblemKind, _ found: PolicyProblem) -> Problem {
        var problem = Problem(kind, "\(found)")
        problem.members = ["code": .string(found.code.rawValue), "path": .string(found.path)]
        return problem
    }
}
