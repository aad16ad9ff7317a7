import Hummingbird
import JSON

/// A small JSON object that an operator sends.
struct OperatorBody {
    private static let limit = 256 * 1024

    private let members: [String: JSONValue]

    /// An empty body is an empty object. Throws a `badRequest` problem for anything that is no object of known members.
    static func read(_ request: Request, _ bodies: BodyReader, known: [String]) async throws -> OperatorBody {
        try await bodies.withBody(of: request, limit: limit) { body in
            let value = body.byteCount == 0 ? [:] : try StructuredBody.value(of: body, request)
            guard let members = value.object else { throw Problem(.badRequest, "the body is no JSON object") }
            if let unknown = members.keys.sorted().first(where: { !known.contains($0) }) {
                throw Problem(
                    .badRequest,
                    "the member \"\(unknown)\" is unknown; known here: \(known.joined(separator: ", "))")
            }
            return OperatorBody(members: members)
        }
    }

    /// The text in `name`, at most 200 bytes; nil where it is absent.
    func text(_ name: String) throws(Problem) -> String? {
        guard let value = members[name], value != .null else { return nil }
        guard let text = value.string else { throw Problem(.badRequest, "\(name) is no text") }
        guard text.utf8.count <= Names.longest, !text.utf8.contains(0) else {
            throw Problem(.badRequest, "\(name) has at most \(Names.longest) bytes and no NUL")
        }
        return text
    }

    /// A text of any length.
    func longText(_ name: String) throws(Problem) -> String? {
        guard let value = members[name], value != .null else { return nil }
        guard let text = value.string else { throw Problem(.badRequest, "\(name) is no text") }
        return text
    }

    /// True, false, or absent, which is false.
    func flag(_ name: String) throws(Problem) -> Bool {
        guard let value = members[name], value != .null else { return false }
        guard let flag = value.bool else { throw Problem(.badRequest, "\(name) is true or false") }
        return flag
    }

    /// A list of whole numbers; nil where it is absent.
    func numbers(_ name: String) throws(Problem) -> [Int64]? {
        guard let value = members[name], value != .null else { return nil }
        guard let list = value.array, case let numbers = list.compactMap(\.integer), numbers.count == list.count else {
            throw Problem(.badRequest, "\(name) is a list of whole numbers")
        }
        return numbers
    }

    /// Who asks: what the caller says of himself in `by`, with his tenant.
    func caller(_ context: GatewayContext) throws(Problem) -> String {
        guard let name = try text("by"), !name.isEmpty else { return "tenant \(context.tenant)" }
        return "\(name) (tenant \(context.tenant))"
    }
}
