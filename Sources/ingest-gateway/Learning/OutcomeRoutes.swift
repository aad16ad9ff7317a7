import Engine
import Hummingbird
import JSON
import Store

/// What became of what was decided.
struct OutcomeRoutes: Sendable {
    private static let limit = 1024 * 1024
    private static let countLimit = 1_000
    private static let shown = 100

    let bodies: BodyReader
    let store: Store

    /// `POST /api/v1/outcomes`: one JSON object, a list, or NDJSON. All are taken, or none.
    func post(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let outcomes = try await bodies.withBody(of: request, limit: Self.limit) { body in
            guard !body.isCompressed else { throw Problem(.unsupportedEncoding, "send this body uncompressed") }
            return try Self.outcomes(in: body.given)
        }
        do {
            let receipt = try await store.saveOutcomes(outcomes, tenant: context.tenant, at: .now)
            return Answer.json(
                .ok,
                [
                    "accepted": .integer(Int64(receipt.accepted)), "duplicates": .integer(Int64(receipt.duplicates)),
                ])
        } catch let error as StoreError where error.code == .notFound {
            throw Problem(.unknownService, error.message)
        } catch let error as StoreError where error.code == .conflict {
            throw Problem(.conflict, error.message)
        }
    }

    /// `GET /api/v1/outcomes`: the newest.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let outcomes = try await store.outcomes(tenant: context.tenant, limit: Self.shown)
        return Answer.json(.ok, ["outcomes": .array(try outcomes.map { try JSONValue(parsing: $0.canonical) })])
    }

    private static func outcomes(in bytes: [UInt8]) throws(Problem) -> [OutcomeEvent] {
        let values = try values(in: bytes)
        guard (1...countLimit).contains(values.count) else {
            throw Problem(.invalidOutcome, "1 to \(countLimit) outcomes are taken at once, not \(values.count)")
        }
        var outcomes: [OutcomeEvent] = []
        for (index, value) in values.enumerated() {
            do {
                outcomes.append(try OutcomeEvent(parsing: value))
            } catch {
                var problem = Problem(.invalidOutcome, "outcome \(index + 1): \(error)")
                problem.members = [
                    "code": .string(error.code.rawValue), "number": .integer(Int64(index + 1)),
                    "path": .string(error.path),
                ]
                throw problem
            }
        }
        return outcomes
    }

    /// A body that is no JSON as a whole is read line by line.
    private static func values(in bytes: [UInt8]) throws(Problem) -> [JSONValue] {
        if let whole = try? JSONValue(parsing: bytes) { return whole.array ?? [whole] }
        var values: [JSONValue] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated()
        where line.contains(where: { $0 > UInt8(ascii: " ") }) {
            do {
                values.append(try JSONValue(parsing: Array(line)))
            } catch {
                throw Problem(.badRequest, "line \(index + 1) is no JSON: \(error)")
            }
        }
        return values
    }
}
