/// Where a vulnerability stands in a service.
public enum LifecycleState: String, CaseIterable, Hashable, Sendable {
    case secure, vulnerable, exploited, patched
}
