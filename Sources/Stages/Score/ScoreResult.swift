internal import Fleet
internal import Hashing

/// What came of scoring one decision key.
enum ScoreResult {
    case impossible(Rejection)
    /// Canonical `Assessment`, and its digest.
    case scored([UInt8], Digest)

    var assessment: [UInt8]? { if case .scored(let bytes, _) = self { bytes } else { nil } }
}
