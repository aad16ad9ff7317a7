/// Why a job can never succeed: a stable code and a sentence that a person can act on.
public struct Rejection: Hashable, Sendable {
    public let code: String
    public let reason: String

    public init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}
