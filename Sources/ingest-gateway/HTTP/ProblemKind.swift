import Hummingbird

/// Every way in which the gateway says no. The raw value ends the problem's `type` and is what a program tests.
enum ProblemKind: String, CaseIterable, Sendable {
    case badRequest = "bad-request"
    case bodyTimeout = "body-timeout"
    case conflict
    case emptyReport = "empty-report"
    case forbidden
    case internalError = "internal-error"
    case invalidContext = "invalid-context"
    case invalidFilter = "invalid-filter"
    case invalidOutcome = "invalid-outcome"
    case invalidPolicy = "invalid-policy"
    case methodNotAllowed = "method-not-allowed"
    case notFound = "not-found"
    case overloaded
    case queueFull = "queue-full"
    case scanFailed = "scan-failed"
    case tooLarge = "too-large"
    case unauthorized
    case unavailable
    case unknownService = "unknown-service"
    case unreadableReport = "unreadable-report"
    case unsupportedEncoding = "unsupported-encoding"

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .invalidFilter: .badRequest
        case .bodyTimeout: .requestTimeout
        case .conflict: .conflict
        case .emptyReport, .invalidContext, .invalidOutcome, .invalidPolicy, .unreadableReport: .unprocessableContent
        case .forbidden: .forbidden
        case .internalError, .scanFailed: .internalServerError
        case .methodNotAllowed: .methodNotAllowed
        case .notFound, .unknownService: .notFound
        case .overloaded, .unavailable: .serviceUnavailable
        case .queueFull: .tooManyRequests
        case .tooLarge: .contentTooLarge
        case .unauthorized: .unauthorized
        case .unsupportedEncoding: .unsupportedMediaType
        }
    }

    var title: String {
        switch self {
        case .badRequest: "The request cannot be understood"
        case .bodyTimeout: "The body did not arrive in time"
        case .conflict: "It contradicts what is known already"
        case .emptyReport: "The report is empty"
        case .forbidden: "The caller may not do this"
        case .internalError: "The gateway failed"
        case .invalidContext: "The context cannot be loaded"
        case .invalidFilter: "The filter cannot be understood"
        case .invalidOutcome: "The outcome cannot be understood"
        case .invalidPolicy: "The policy cannot be loaded"
        case .methodNotAllowed: "The method is not allowed here"
        case .notFound: "There is nothing here"
        case .overloaded: "The gateway holds all it can hold"
        case .queueFull: "The queue is full"
        case .scanFailed: "The scan failed"
        case .tooLarge: "The report is too large"
        case .unauthorized: "The caller is not known"
        case .unavailable: "A service that this needs is away"
        case .unknownService: "The service is not declared"
        case .unreadableReport: "The report cannot be read"
        case .unsupportedEncoding: "The content encoding is not supported"
        }
    }
}
