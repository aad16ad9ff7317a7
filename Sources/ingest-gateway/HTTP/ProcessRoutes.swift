import Hummingbird
import JSON
import Telemetry

/// What the gateway says of itself.
struct ProcessRoutes: Sendable {
    let exporter: MetricsExporter
    let storeWatch: StoreWatch

    /// `GET /health`: the process serves.
    func health(_ request: Request, _ context: GatewayContext) async throws -> Response {
        Answer.json(.ok, ["status": "ok"])
    }

    /// `GET /ready`: reports are accepted. Without Redis they are, and wait; without Postgres they are not.
    func ready(_ request: Request, _ context: GatewayContext) async throws -> Response {
        guard let failure = storeWatch.failure else { return Answer.json(.ok, ["status": "ok"]) }
        return Answer.json(.serviceUnavailable, ["reason": .string(failure), "status": "failing"])
    }

    /// `GET /metrics`: Prometheus text.
    func metrics(_ request: Request, _ context: GatewayContext) async throws -> Response {
        Answer.text(.ok, exporter.text, type: MetricsExporter.contentType)
    }
}
