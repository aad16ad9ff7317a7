internal import CoreMetrics
internal import Engine
internal import Fleet
internal import Logging
internal import Store

/// Counts what became of commits, and raises the alarm where the same inputs gave another answer.
struct DecisionLedger: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
        CounterStart.decisions()
    }

    func record(_ result: CommitResult, of draft: DecisionDraft) {
        switch result {
        case .bodyMissing: count("fixops_verdict_bodies_missing_total", [])
        case .digestMismatch(let stored, let given):
            count("fixops_evidence_digest_mismatches_total", [])
            logger.error(
                "equal inputs gave another verdict",
                metadata: draft.logMetadata.merging([
                    "decision.key": "\(draft.decision.key)", "digest.given": "\(given)", "digest.stored": "\(stored)",
                ]) { $1 })
        case .scanFailed:
            count("fixops_duplicates_total", [("kind", "failed_scan")])
            logger.notice(
                "a scan that has failed came back and is not decided", metadata: draft.logMetadata)
        case .stored(let decision) where decision.isDuplicate: count("fixops_duplicates_total", [("kind", "decision")])
        case .stored(let decision):
            count(
                "fixops_decisions_total",
                [("current", decision.isCurrent ? "true" : "false"), ("verdict", decision.verdict.rawValue)])
            tellFlip(decision, draft)
        }
    }

    /// A re-score that changes a source's verdict is what a security team waits for.
    private func tellFlip(_ decision: StoredDecision, _ draft: DecisionDraft) {
        guard draft.decision.cause > 0, let before = decision.replacedVerdict, before != decision.verdict else {
            return
        }
        count("fixops_verdict_flips_total", [("from", before.rawValue), ("to", decision.verdict.rawValue)])
        logger.notice(
            "verdict changed by a re-score",
            metadata: draft.logMetadata.merging([
                "decision.id": "\(decision.id)", "rescore.run": .stringConvertible(draft.decision.cause),
                "service.name": "\(draft.decision.service)", "verdict.after": "\(decision.verdict.rawValue)",
                "verdict.before": "\(before.rawValue)",
            ]) { $1 })
    }

    private func count(_ label: String, _ dimensions: [(String, String)]) {
        Counter(label: label, dimensions: dimensions).increment()
    }
}

extension DecisionDraft {
    fileprivate var logMetadata: Logger.Metadata {
        job.message.logMetadata.merging(["stage.name": "\(StageName.evidence.rawValue)"]) { $1 }
    }
}
