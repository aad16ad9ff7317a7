/// The lowest verdict while an input is missing or old. Neither can be ALLOW.
public struct CoverageRules: Hashable, Sendable {
    public var notChecked: Verdict
    public var stale: Verdict
}
