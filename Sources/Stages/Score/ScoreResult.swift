internal import Fleet

/// What came of scoring one decision key.
enum ScoreResult {
    case impossible(Rejection)
    /// Canonical `Assessment`.
    case scored([UInt8])

    var assessment: [UInt8]? { if case .scored(let bytes) = self { bytes } else { nil } }
}
