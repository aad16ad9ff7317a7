/// Whether an input was looked at. Anything but `checked` raises the verdict to at least DEFER.
public enum CoverageState: String, CaseIterable, Hashable, Sendable {
    case checked
    case notChecked = "not-checked"
    case stale
}

/// The state of one input of a decision: `report`, `kev`, `epss`.
public struct Coverage: Hashable, Sendable {
    public let input: String
    public let state: CoverageState

    public init(input: String, state: CoverageState) {
        self.input = input
        self.state = state
    }
}
