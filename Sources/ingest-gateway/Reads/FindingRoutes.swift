import Engine
import Hummingbird
import JSON
import Store

/// What is wrong with a service, each thing once, however many sources say so.
struct FindingRoutes: Sendable {
    let store: Store

    /// `GET /api/v1/services/{name}/findings`: `state` is `open` unless given, `all`, or one state; `source` is one source;
    /// `limit` is how many are told, the worst first.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        let query = try QueryString(request.uri.query, known: ["limit", "source", "state"])
        let states = try Self.states(query["state"] ?? "open")
        let limit = try query.number("limit", in: 1...10_000, or: 1000)
        let key = ServiceKey(tenant: context.tenant, service: name)
        guard let service = try await store.service(key) else {
            throw Problem(.notFound, "there is no service \"\(name)\"")
        }
        let records = try await store.findings(key, closed: true).filter { record in
            query["source"].map { $0 == record.source } ?? true
        }
        let findings = try ServiceFindings(records)
        let told = findings.clusters(in: states)
        return Answer.json(
            .ok,
            [
                "counts": findings.counts, "findings": .array(told.prefix(limit).map(findings.json)),
                "findings_omitted": .integer(Int64(max(0, told.count - limit))), "service": .string(name),
                "sources": .array(service.current.map { Self.json($0, records) }),
            ])
    }

    private static func states(_ text: String) throws(Problem) -> Set<FindingState> {
        switch text {
        case "all": return Set(FindingState.allCases)
        case "open": return Set(FindingState.allCases).subtracting([.fixed])
        default:
            guard let state = FindingState(rawValue: text) else {
                let known = (["all", "open"] + FindingState.allCases.map(\.rawValue)).joined(separator: ", ")
                throw Problem(.badRequest, "state=\(text) is none of \(known)")
            }
            return [state]
        }
    }

    /// A source that fell silent keeps its findings: its last scan's time tells.
    private static func json(_ current: CurrentDecision, _ records: [FindingRecord]) -> JSONValue {
        [
            "decided_at": .string("\(current.decidedAt)"),
            "open": .integer(Int64(records.count { $0.source == current.source && $0.closedAt == nil })),
            "scan": .string("\(current.scan)"), "source": .string(current.source),
        ]
    }
}
