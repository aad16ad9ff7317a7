import Hummingbird
import Logging

/// Turns everything that a handler throws into a problem document; what nobody expected is logged, not shown.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = GatewayContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let interrupted as BodyInterrupted {
            // The connection broke or spoke no HTTP: the server answers that itself, as far as anyone still listens.
            throw interrupted.cause
        } catch {
            return problem(for: error, request, context).response(instance: request.uri.path)
        }
    }

    private func problem(for error: any Error, _ request: Request, _ context: Context) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as HTTPError where error.status == .notFound:
            return Problem(.notFound, "there is no \(request.uri.path); the API's paths begin with /api/v1")
        default:
            if let outage = ServerOutage.problem(for: error) {
                context.tracedLogger.warning("A server is away", metadata: ["error.message": "\(error)"])
                return outage
            }
            context.tracedLogger.error("A request failed", metadata: ["error.message": "\(error)"])
            return Problem(.internalError, "something unexpected happened; the gateway's log says more")
        }
    }
}
