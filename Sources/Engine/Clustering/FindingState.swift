/// Where a finding's life in its source stands, as of the source's newest scan.
public enum FindingState: String, CaseIterable, Hashable, Sendable {
    /// Open since an earlier scan.
    case existing
    /// The newest scan that checked everything no longer has it.
    case fixed
    /// The newest scan reports it for the first time.
    case new
    /// It was fixed, and the newest scan reports it again.
    case reopened

    /// The state of what several sources report: open as long as it is for one of them, and no newer than it is to any.
    public static func joined(_ states: some Collection<FindingState>) -> FindingState {
        let all = Set(states)
        if all.contains(.existing) { return .existing }
        if all.contains(.reopened) { return .reopened }
        guard all.contains(.new) else { return .fixed }
        return all.contains(.fixed) ? .reopened : .new
    }
}
