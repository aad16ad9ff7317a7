/// Why a scan ended without a decision: a stable code and a sentence.
public struct ScanProblem: Hashable, Sendable {
    public let code: String
    public let reason: String

    public init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}
