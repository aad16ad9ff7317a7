import Hummingbird

/// One path with what each method does there; every other method is answered with 405 and the list of these.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, BasicRequestContext) async throws -> Response

    private static let known: [HTTPRequest.Method] = [.delete, .get, .head, .options, .patch, .post, .put]

    let path: String
    let methods: [(HTTPRequest.Method, Handler)]

    init(_ path: String, _ methods: (HTTPRequest.Method, Handler)...) {
        self.path = path
        self.methods = methods
    }

    func add(to router: Router<BasicRequestContext>, authentication: Authentication?) {
        let path = RouterPath(path)
        for (method, handler) in methods {
            router.on(path, method: method) { request, context in
                try authentication?.check(request)
                return try await handler(request, context)
            }
        }
        let allowed = methods.map(\.0)
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
