internal import Store

/// A decision that is stored now.
struct CommittedDraft: Sendable {
    let draft: DecisionDraft
    let stored: StoredDecision
}
