internal import Hashing
public import JSON

extension BacktestReport {
    /// The report for programs; absent numbers are null, never 0.
    public var json: JSONValue {
        [
            "as_of": .string(asOf.day), "base_rate": baseRate?.json ?? .null, "candidates": .integer(Int64(candidates)),
            "comparisons": .array(comparisons.map(\.json)),
            "context": .object(declared),
            "excluded_later_facts": [
                "assessments": .integer(Int64(excluded.assessments)), "cvss": .integer(Int64(excluded.cvss)),
                "epss": .integer(Int64(excluded.scores)),
            ],
            "listed_later": .integer(Int64(later)), "listed_unseen": .integer(Int64(unseen)),
            "not_tried": .array(missing.map(JSONValue.string)),
            "policies": .array(
                policies.map { ["digest": .string($0.digest.description), "name": .string($0.name)] }),
            "rows": .array(rows.map(\.json)), "sources": .array(sources.map(\.json)), "until": .string(until.day),
        ]
    }

    /// What the context declares.
    private var declared: [String: JSONValue] {
        let facts: [String: JSONValue?] = [
            "auth_required": context.authRequired.map(JSONValue.bool),
            "automatable": context.automatable.map(JSONValue.bool),
            "exposure": (context.exposure?.rawValue).map(JSONValue.string),
            "human_impact": (context.humanImpact?.rawValue).map(JSONValue.string),
            "reachable": context.reachable.map(JSONValue.bool), "waf": context.waf.map(JSONValue.bool),
        ]
        return facts.compactMapValues(\.self)
    }
}

extension BacktestRow {
    fileprivate var json: JSONValue {
        [
            "coverage": coverage?.json ?? .null, "deferred": deferred?.json ?? .null,
            "efficiency": efficiency?.json ?? .null, "effort": effort?.json ?? .null,
            "flips_per_1000_and_30_days": flips?.json ?? .null, "forecast": forecast?.json ?? .null,
            "hits": .integer(Int64(hits)), "kind": .string(kind.rawValue), "lead_days": lead?.json ?? .null,
            "lift": lift?.json ?? .null, "name": .string(name), "stopped": .integer(Int64(stopped)),
        ]
    }
}

extension LeadTime {
    fileprivate var json: JSONValue {
        [
            "at_first_sight": .integer(Int64(atFirstSight)), "greatest": days.last.map(JSONValue.number) ?? .null,
            "hits": .integer(Int64(days.count)), "least": days.first.map(JSONValue.number) ?? .null,
            "median": median.map(JSONValue.number) ?? .null,
        ]
    }
}

extension FactArchive.Source {
    fileprivate var json: JSONValue {
        [
            "date": .string(date.description), "kind": .string(kind.rawValue), "name": .string(name),
            "rows": .integer(Int64(rows)), "sha256": .string(digest.description),
        ]
    }
}
