/// What became of a finding, or of the service that it stands in.
public enum OutcomeKind: String, CaseIterable, Hashable, Sendable {
    /// What was decided runs from here on: deployment telemetry. A change that was not ALLOWed counts as exposed only
    /// after this.
    case deployed
    /// Somebody succeeded.
    case exploited
    case falsePositive = "false-positive"
    case patched
    /// A patched finding is back.
    case reopened
    case waiverExpired = "waiver-expired"
    /// What was decided no longer runs.
    case withdrawn
}
