internal import Engine
internal import Hashing

/// What a batch of commits does, worked out between the reads and the writes of its transaction.
struct CommitPlan {
    /// A source as it is stored and as the batch leaves it.
    struct Source {
        var sequence: Int64?
        var decision: ScanID?
        var verdict: Verdict?
        /// The service's revision now; nil for a service that is not known.
        let revision: Int64?
        /// The commit that ends as current.
        var newest: DecisionCommit?
        /// First decisions that became current in turn: their scans change the findings.
        var scans: [DecisionCommit] = []
    }

    /// A decision that exists already.
    struct Stored {
        let id: ScanID
        let epoch: Int64
        let revision: Int64
        let verdict: Verdict
        let evidence: Digest
    }

    struct Fresh {
        let commit: DecisionCommit
        let evidence: Digest
        let isSuperseded: Bool
        let replacedVerdict: Verdict?
    }

    private(set) var sources: [SourceKey: Source]
    /// In the order of the batch: by source, sequence, cause.
    private(set) var fresh: [Fresh] = []
    /// Decisions of which a fact has changed since they read it.
    var outdated: Set<DecisionIdentity> = []
    private(set) var redelivered: [DecisionCommit] = []
    private let failed: Set<ScanID>
    private let stored: [DecisionIdentity: Stored]
    private var results: [DecisionIdentity: CommitResult] = [:]
    private var indices: [DecisionIdentity: Int] = [:]

    /// `failed` are the batch's scans that have ended as failed.
    init(sources: [SourceKey: Source], stored: [DecisionIdentity: Stored], failed: Set<ScanID>) {
        self.failed = failed
        self.sources = sources
        self.stored = stored
    }

    /// Whether the commit writes anything, as far as its body allows.
    func isNews(_ commit: DecisionCommit) -> Bool { stored[commit.identity] == nil && !isRefused(commit) }

    /// Takes up the next commit. `body` is the output digest that is stored under its decision key.
    mutating func add(_ commit: DecisionCommit, body: Digest?) {
        guard stored[commit.identity] == nil else { return redelivered.append(commit) }
        guard !isRefused(commit) else {
            results[commit.identity] = .scanFailed
            return
        }
        guard let body else {
            results[commit.identity] = .bodyMissing
            return
        }
        if let given = commit.assessment.map(Digest.init(of:)), given != body {
            results[commit.identity] = .digestMismatch(stored: body, given: given)
            return
        }
        let source = sources[commit.sourceKey]
        let applies = Self.applies(commit, to: source)
        indices[commit.identity] = fresh.count
        fresh.append(
            Fresh(
                commit: commit, evidence: Digest(of: commit.evidence), isSuperseded: !applies,
                replacedVerdict: applies ? source?.verdict : nil))
        if applies { sources[commit.sourceKey]?.apply(commit) }
    }

    /// A scan that has failed gets no decision, unless an operator has put it back among the unfinished ones.
    private func isRefused(_ commit: DecisionCommit) -> Bool {
        commit.decision.cause == 0 && failed.contains(commit.decision.scan)
    }

    /// Design D15.
    private static func applies(_ commit: DecisionCommit, to source: Source?) -> Bool {
        if commit.decision.cause == 0 { return commit.sequence >= source?.sequence ?? 0 }
        return source?.decision != nil && commit.startedFrom == source?.decision
    }

    /// The commits whose decisions are current when the batch is done, with the epoch and revision that they read.
    var currentOnes: [OutdatedDecisions.Candidate] {
        let new = fresh.map(\.commit).filter { sources[$0.sourceKey]?.decision == $0.decisionID }.map { commit in
            OutdatedDecisions.Candidate(
                commit: commit, epoch: commit.decision.epoch, revision: commit.revision,
                newestRevision: sources[commit.sourceKey]?.revision)
        }
        let old = redelivered.compactMap { commit -> OutdatedDecisions.Candidate? in
            guard let stored = stored[commit.identity], sources[commit.sourceKey]?.decision == stored.id else {
                return nil
            }
            return OutdatedDecisions.Candidate(
                commit: commit, epoch: stored.epoch, revision: stored.revision,
                newestRevision: sources[commit.sourceKey]?.revision)
        }
        return new + old
    }

    /// Decisions of this batch that must be scored again.
    var late: [DecisionCommit] { fresh.map(\.commit).filter { outdated.contains($0.identity) } }

    /// First decisions of scans that became current in this batch.
    var posted: [DecisionCommit] {
        sources.values.compactMap(\.newest).filter { $0.decision.cause == 0 }.sorted { $0.sourceKey < $1.sourceKey }
    }

    func result(of identity: DecisionIdentity) -> CommitResult {
        if let result = results[identity] { return result }
        if let stored = stored[identity], let commit = redelivered.first(where: { $0.identity == identity }) {
            return .stored(
                decision(
                    commit, id: stored.id, verdict: stored.verdict, evidence: stored.evidence, isDuplicate: true,
                    replaced: nil))
        }
        guard let index = indices[identity] else { preconditionFailure("every commit was taken up") }
        let entry = fresh[index]
        return .stored(
            decision(
                entry.commit, id: entry.commit.decisionID, verdict: entry.commit.decision.assessment.verdict,
                evidence: entry.evidence, isDuplicate: false, replaced: entry.replacedVerdict))
    }

    private func decision(
        _ commit: DecisionCommit, id: ScanID, verdict: Verdict, evidence: Digest, isDuplicate: Bool, replaced: Verdict?
    ) -> StoredDecision {
        let isCurrent = sources[commit.sourceKey]?.decision == id
        return StoredDecision(
            id: id, verdict: verdict, evidence: evidence, isDuplicate: isDuplicate, isCurrent: isCurrent,
            mayFingerprint: isCurrent && commit.unchecked.isEmpty && !outdated.contains(commit.identity),
            replacedVerdict: replaced)
    }
}

extension CommitPlan.Source {
    fileprivate mutating func apply(_ commit: DecisionCommit) {
        sequence = commit.sequence
        decision = commit.decisionID
        verdict = commit.decision.assessment.verdict
        newest = commit
        if commit.decision.cause == 0 { scans.append(commit) }
    }
}
