internal import Engine
internal import Hashing
internal import Postgres

/// What a commit writes.
enum CommitWrites {
    static func write(_ plan: CommitPlan, _ session: PostgresSession) throws {
        try endItems(of: plan.fresh.map(\.commit) + plan.redelivered, session)
        guard !plan.fresh.isEmpty else { return }
        try insertDecisions(plan.fresh, session)
        try insertEvidence(plan.fresh, session)
        try setCurrent(plan.sources, session)
        try FindingChanges.write(plan.sources, session)
        try endScans(plan.fresh.map(\.commit).filter { $0.decision.cause == 0 }, session)
        let late = plan.late.map { DecisionKeyed(tenant: $0.decision.tenant, id: $0.decisionID) }
        try LateRescores.insert(Set(late).union(try DemandedInputs.waiting(plan.posted, session)), session)
    }

    private static func insertDecisions(_ fresh: [CommitPlan.Fresh], _ session: PostgresSession) throws {
        let commits = fresh.map(\.commit)
        let decisions = commits.map(\.decision)
        try session.run(
            """
            INSERT INTO decision (id, tenant, scan, cause, service, source, sequence, artifact, facts_digest, key,
                                  policy_name, policy_digest, epoch, revision, verdict, decided_at, due, valid_until,
                                  started_from, superseded, policy_origin)
            SELECT * FROM unnest(\(commits.map(\.decisionID.uuid)), \(decisions.map(\.tenant)),
                                 \(decisions.map(\.scan.uuid)), \(decisions.map(\.cause)), \(decisions.map(\.service)),
                                 \(decisions.map(\.source)), \(commits.map(\.sequence)),
                                 \(commits.map(\.artifact.column)), \(commits.map(\.factsDigest.column)),
                                 \(decisions.map(\.key.column)), \(decisions.map(\.policy.name)),
                                 \(decisions.map(\.policy.digest.column)), \(decisions.map(\.epoch)),
                                 \(commits.map(\.revision)), \(decisions.map(\.assessment.verdict.rawValue)),
                                 \(decisions.map(\.decidedAt.column)), \(decisions.map { $0.due?.column }),
                                 \(decisions.map { $0.validUntil?.column }), \(commits.map { $0.startedFrom?.uuid }),
                                 \(fresh.map(\.isSuperseded)), \(decisions.map(\.policy.origin)))
            """)
    }

    private static func insertEvidence(_ fresh: [CommitPlan.Fresh], _ session: PostgresSession) throws {
        let commits = fresh.map(\.commit)
        let skeletons = commits.map { commit in
            EvidenceSkeleton(of: commit.evidence, assessment: commit.assessment, enriched: commit.enriched)
        }
        try session.run(
            """
            INSERT INTO evidence (decision, tenant, digest, body, assessment_at, enriched_at)
            SELECT * FROM unnest(\(commits.map(\.decisionID.uuid)), \(commits.map(\.decision.tenant)),
                                 \(fresh.map(\.evidence.column)), \(skeletons.map { PostgresBytes($0.bytes) }),
                                 \(skeletons.map(\.assessmentAt)), \(skeletons.map(\.enrichedAt)))
            """)
    }

    private static func setCurrent(_ sources: [SourceKey: CommitPlan.Source], _ session: PostgresSession) throws {
        let commits = sources.values.compactMap(\.newest).sorted { $0.sourceKey < $1.sourceKey }
        guard !commits.isEmpty else { return }
        let decisions = commits.map(\.decision)
        try session.run(
            """
            INSERT INTO current_decision (tenant, service, source, sequence, scan, decision, verdict, unchecked, inputs,
                                          valid_until)
            SELECT tenant, service, source, sequence, scan, decision, verdict, string_to_array(unchecked, ' '),
                   string_to_array(inputs, ' '), valid_until
              FROM unnest(\(decisions.map(\.tenant)), \(decisions.map(\.service)), \(decisions.map(\.source)),
                          \(commits.map(\.sequence)), \(decisions.map(\.scan.uuid)), \(commits.map(\.decisionID.uuid)),
                          \(decisions.map(\.assessment.verdict.rawValue)),
                          \(commits.map { $0.unchecked.joined(separator: " ") }),
                          \(commits.map { $0.inputs.map(\.rawValue).sorted().joined(separator: " ") }),
                          \(decisions.map { $0.validUntil?.column }))
                   AS given (tenant, service, source, sequence, scan, decision, verdict, unchecked, inputs,
                             valid_until)
            ON CONFLICT (tenant, service, source) DO UPDATE
               SET sequence = excluded.sequence, scan = excluded.scan, decision = excluded.decision,
                   verdict = excluded.verdict, unchecked = excluded.unchecked, inputs = excluded.inputs,
                   valid_until = excluded.valid_until
            """)
    }

    private static func endScans(_ commits: [DecisionCommit], _ session: PostgresSession) throws {
        let commits = commits.sorted { $0.decision.scan < $1.decision.scan }
        guard !commits.isEmpty else { return }
        try session.run(
            """
            UPDATE scan
               SET status = 'decided', finished_at = given.finished_at, timeline = given.timeline,
                   problem_code = NULL, problem_reason = NULL
              FROM unnest(\(commits.map(\.decision.scan.uuid)), \(commits.map(\.decision.decidedAt.column)),
                          \(commits.map { PostgresBytes($0.timeline) })) AS given (id, finished_at, timeline)
             WHERE scan.id = given.id
            """)
    }

    /// The items of re-score runs that these decisions are the answers to.
    private static func endItems(of commits: [DecisionCommit], _ session: PostgresSession) throws {
        let commits = commits.filter { $0.decision.cause > 0 && $0.startedFrom != nil }
        guard !commits.isEmpty else { return }
        try session.run(
            """
            DELETE FROM rescore_item
             USING unnest(\(commits.map(\.decision.cause)), \(commits.compactMap { $0.startedFrom?.uuid }))
                   AS given (run, decision)
             WHERE rescore_item.run = given.run AND rescore_item.decision = given.decision
            """)
    }
}
