/// The four stages a job passes, in the order of the flow.
public enum StageName: String, CaseIterable, Hashable, Sendable {
    case normalize, enrich, score, evidence
}
