extension Severity {
    /// How bad it may be, ascending: one that is not stated stands between medium and high.
    public var gravity: Int {
        switch self {
        case .none: 0
        case .low: 1
        case .medium: 2
        case .unknown: 3
        case .high: 4
        case .critical: 5
        }
    }
}
