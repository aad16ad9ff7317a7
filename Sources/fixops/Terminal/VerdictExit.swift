import Engine

/// Ends the process with a verdict's exit code: 0 ALLOW, 1 BLOCK, 2 DEFER.
struct VerdictExit: Error {
    let code: Int32

    init(_ verdict: Verdict) {
        code =
            switch verdict {
            case .allow: 0
            case .block: 1
            case .defer: 2
            }
    }
}
