import Hummingbird
import Store

/// One path with what each method does there; every other method is answered with 405 and the list of these.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response

    private static let known: [HTTPRequest.Method] = [.delete, .get, .head, .options, .patch, .post, .put]

    let path: String
    /// Each method with the scope that it needs; an open one needs none and knows no caller.
    private let methods: [(method: HTTPRequest.Method, scope: TokenScope?, handler: Handler)]

    /// For callers with the scope.
    init(_ path: String, _ methods: (HTTPRequest.Method, TokenScope, Handler)...) {
        self.path = path
        self.methods = methods.map { ($0.0, $0.1, $0.2) }
    }

    /// For everybody.
    init(open path: String, _ methods: (HTTPRequest.Method, Handler)...) {
        self.path = path
        self.methods = methods.map { ($0.0, nil, $0.1) }
    }

    func add(to router: Router<GatewayContext>, authentication: Authentication) {
        let path = RouterPath(path)
        for (method, scope, handler) in methods {
            router.on(path, method: method) { request, context in
                guard let scope else { return try await handler(request, context) }
                var context = context
                context.principal = try await authentication.principal(of: request)
                try context.principal.require(scope)
                return try await handler(request, context)
            }
        }
        let allowed = methods.map(\.method)
        for method in Self.known where !allowed.contains(method) {
            router.on(path, method: method) { _, _ -> Response in
                throw Self.notAllowed(method, allowed: allowed)
            }
        }
    }

    private static func notAllowed(_ method: HTTPRequest.Method, allowed: [HTTPRequest.Method]) -> Problem {
        let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "\(method.rawValue) is not allowed here; allowed: \(names)")
        problem.headers[.allow] = names
        return problem
    }
}
