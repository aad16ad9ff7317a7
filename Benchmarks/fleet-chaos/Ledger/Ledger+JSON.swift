import JSON

extension Ledger {
    /// The ledger for programs: the facts, and what is judged of them. Names are never changed, only added.
    var json: JSONValue {
        let judgement = Judgement(facts)
        var members = facts.object ?? [:]
        members["clean"] = .bool(judgement.isClean)
        members["faults"] = .array(judgement.faults.map(JSONValue.string))
        return .object(members)
    }

    private var facts: JSONValue {
        [
            "seed": .string("\(seed)"), "seconds": .integer(Int64(seconds)), "events": Self.counts(events),
            "accepted": Self.number(promises.scans.count), "decided": Self.number(outcome.decided),
            "unreadable": Self.number(outcome.refusedReports), "failed": Self.counts(outcome.failed),
            "buried": Self.number(outcome.buried), "hunted": Self.number(hunted.count),
            "hunted_buried": Self.number(huntedAndBuried),
            "scans": Self.number(scans), "decisions": Self.number(decisions), "rescores": Self.number(rescores),
            "replayed": Self.number(replayed), "hits": Self.number(promises.hitCount),
            "refused": Self.number(promises.refused), "unanswered": Self.number(promises.unanswered),
            "given_up": Self.number(promises.givenUp), "wrong_answers": Self.counts(promises.wrong),
            "lost": Self.number(total(.lost)), "doubled": Self.number(total(.doubled)),
            "mismatches": Self.number(total(.mismatch)), "resurrected": Self.number(total(.resurrected)),
            "findings": .array(findings.filter { $0.count > 0 }.map(Self.finding)),
            "recovery_seconds": Self.times(calmRecovery),
            "recovery_seconds_disturbed": Self.times(disturbedRecovery),
            "slowest_calm_recoveries": .array(slowest.prefix(10).map(JSONValue.string)),
            "quiet_after_seconds": quietAfter.map(JSONValue.number) ?? .null,
            "remains": Self.remains(remains), "after_drain": Self.remains(afterDrain),
            "left_by_drains": .array(leftByDrains.map(JSONValue.string)),
            "never_taken_over": .array(neverTakenOver.map(JSONValue.string)),
            "unseen_kills": Self.number(unseenKills), "unexpected_ends": Self.ends(unexpectedEnds),
            "untidy_stops": Self.ends(untidyStops), "troubles": .array(troubles.map(JSONValue.string)),
        ]
    }

    private static func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }

    private static func counts(_ counts: [String: Int]) -> JSONValue { .object(counts.mapValues(number)) }

    private static func ends(_ ends: [KeptProgram.End]) -> JSONValue {
        counts(Dictionary(grouping: ends, by: \.sentence).mapValues(\.count))
    }

    private static func finding(_ finding: Finding) -> JSONValue {
        [
            "kind": .string(finding.kind.rawValue), "title": .string(finding.title), "count": number(finding.count),
            "examples": .array(finding.examples.map(JSONValue.string)),
        ]
    }

    private static func times(_ times: Percentiles) -> JSONValue {
        ["jobs": number(times.count), "p50": .number(times.p50), "p99": .number(times.p99), "max": .number(times.max)]
    }

    private static func remains(_ remains: QueueRemains) -> JSONValue {
        [
            "pending": number(remains.pending), "unread": number(remains.unread), "delayed": number(remains.delayed),
            "job_keys": number(remains.jobKeys), "stream_length": number(remains.streamLength),
            "living_consumers": number(remains.livingConsumers), "dead_consumers": number(remains.deadConsumers),
        ]
    }
}
