internal import Engine
internal import Postgres

extension Store {
    /// Commits decisions in one transaction; answers in order. At most some thousands a call, for the locks it takes.
    ///
    /// - A decision is unique by (scan, cause): a redelivery writes nothing and is told what is stored.
    /// - A scan that has ended as failed gets no decision.
    /// - Order (design D15): a scan's decision becomes current unless its source has one of a higher sequence; a re-score's
    ///   only if the decision that it started from still is. Others are stored as superseded.
    /// - Facts that changed while the decision was made (design D16): it is committed, a re-score item is added, and it may
    ///   not be fingerprinted.
    /// - No deadlocks: sources, then verdict bodies, then scans are locked in sorted order.
    public func commit(_ commits: [DecisionCommit]) async throws -> [CommitResult] {
        guard !commits.isEmpty else { return [] }
        for commit in commits { try commit.checkNames() }
        let ordered = Self.orderedOnce(commits)
        return try await pool.transaction { session in
            try AdvisoryLock.publication.share(session)
            try CommitReads.lockSources(of: ordered, session)
            var plan = CommitPlan(
                sources: try CommitReads.sources(of: ordered, session),
                stored: try CommitReads.stored(ordered, session),
                failed: try CommitReads.failedScans(of: ordered, session))
            let bodies = try VerdictBodies.settle(ordered.filter(plan.isNews), session)
            for commit in ordered { plan.add(commit, body: bodies[commit.bodyKey]) }
            plan.outdated = try OutdatedDecisions.among(plan.currentOnes, session)
            try CommitWrites.write(plan, session)
            return commits.map { plan.result(of: $0.identity) }
        }
    }

    /// Each identity once, by source, then sequence, then cause.
    private static func orderedOnce(_ commits: [DecisionCommit]) -> [DecisionCommit] {
        var seen: Set<DecisionIdentity> = []
        return commits.filter { seen.insert($0.identity).inserted }.sorted { left, right in
            left.sourceKey == right.sourceKey
                ? (left.sequence, left.decision.cause) < (right.sequence, right.decision.cause)
                : left.sourceKey < right.sourceKey
        }
    }
}

/// What makes a decision unique.
struct DecisionIdentity: Hashable, Sendable {
    let scan: ScanID
    let cause: Int64
}

extension DecisionCommit {
    var identity: DecisionIdentity { DecisionIdentity(scan: decision.scan, cause: decision.cause) }

    var sourceKey: SourceKey {
        SourceKey(tenant: decision.tenant, service: decision.service, source: decision.source)
    }

    var bodyKey: ContentKey { ContentKey(tenant: decision.tenant, digest: decision.key) }

    /// The feeds and demanded inputs that were absent or stale.
    var unchecked: [String] {
        decision.coverage.filter { entry in
            let isKnown = FeedName(rawValue: entry.input) != nil || InputKind(rawValue: entry.input) != nil
            return entry.state != .checked && isKnown
        }.map(\.input).sorted()
    }

    fileprivate func checkNames() throws(StoreError) {
        try Text.check(decision.tenant, "tenant")
        try Text.check(decision.service, "service's name")
        try Text.check(decision.source, "source's name")
        try Text.check(decision.policy.name, "policy's name")
    }
}
