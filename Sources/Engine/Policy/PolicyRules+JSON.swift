internal import JSON

extension PolicyRules {
    /// The version of a policy's form.
    static let formVersion: Int64 = 1

    /// Every rule, in the form that `init(parsing:)` reads. Rules that later versions added are left out where they
    /// say what was so before them: a stored policy keeps its digest.
    var json: JSONValue {
        var members = firstMembers
        let standard = Self.standard
        if risk != standard.risk {
            members["risk"] = ["may_lower": .bool(risk.mayLower), "may_raise": .bool(risk.mayRaise)]
        }
        if !kev.isUnwaivable {
            members["kev"] = .object((members["kev"]?.object ?? [:]).merging(["unwaivable": false]) { $1 })
        }
        members["model"] = modelMember
        members.merge(timeMembers) { $1 }
        if let table = kev.table {
            members["kev"] = .object((members["kev"]?.object ?? [:]).merging(["table": .string(table.name)]) { $1 })
        }
        return .object(members.merging(exceptionMembers) { $1 }.merging(inputMembers) { $1 }.merging(vexMembers) { $1 })
    }

    private var firstMembers: [String: JSONValue] {
        [
            "coverage": .object([
                "not_checked": .string(coverage.notChecked.rawValue), "stale": .string(coverage.stale.rawValue),
            ]),
            "feed_age_days": .object(
                Self.members(FeedName.allCases) { name in .integer(Int64(feedAgeDays[name] ?? 0)) }),
            "horizon_days": .number(horizonDays),
            "kev": .object([
                "floor": .string(kev.floor.rawValue), "floor_open": .string(kev.floorOpen.rawValue),
                "open_share": .number(kev.openShare), "probability": .number(kev.probability),
            ]),
            "likelihood_ratios": .object([
                "auth_required": authRequired.json, "reachable": reachable.json, "waf": waf.json,
            ]),
            "losses": .object([
                "block_in_vain": .number(losses.blockInVain), "defer": .number(losses.deferral),
                "exploited": Self.numbers(HumanImpact.self, losses.exploited),
            ]),
            "outcomes": outcomesJSON,
            "priors": priors.json,
            "quantile": .number(quantile),
            "severity": severityJSON,
            "susceptibility": Self.numbers(Exposure.self, susceptibility),
            "table": .string(table.name),
            "version": .integer(Self.formVersion),
        ]
    }

    private var outcomesJSON: JSONValue {
        let members = zip(table.outcomes, outcomes).map { name, rule -> (String, JSONValue) in
            (
                name,
                .object([
                    "due_days": rule.dueDays.map { .integer(Int64($0)) } ?? .null,
                    "verdict": .string(rule.verdict.rawValue),
                ])
            )
        }
        return .object(Dictionary(uniqueKeysWithValues: members))
    }

    private var severityJSON: JSONValue {
        .object(
            Self.members(FindingKind.allCases) { kind in
                .object(
                    Self.members(Severity.allCases) { severity in
                        .string(table.outcomes[outcome(of: kind, severity)])
                    })
            })
    }

    static func numbers<Value>(_: Value.Type, _ numbers: [Double]) -> JSONValue
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
        let members = zip(Value.allCases, numbers).map { ($0.rawValue, JSONValue.number($1)) }
        return .object(Dictionary(uniqueKeysWithValues: members))
    }

    private static func members<Key: RawRepresentable>(
        _ keys: [Key], _ value: (Key) -> JSONValue
    ) -> [String: JSONValue] where Key.RawValue == String {
        Dictionary(uniqueKeysWithValues: keys.map { ($0.rawValue, value($0)) })
    }
}

extension LikelihoodRatio {
    fileprivate var json: JSONValue { .object(["absent": .number(absent), "present": .number(present)]) }
}

extension Priors {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "automatable": PolicyRules.numbers(Automatable.self, automatable.weights),
            "exploitation": PolicyRules.numbers(Exploitation.self, exploitation.weights),
            "exposure": PolicyRules.numbers(Exposure.self, exposure.weights),
            "human_impact": PolicyRules.numbers(HumanImpact.self, humanImpact.weights),
            "missing_epss": .object([
                "alpha": .number(missingScore.alpha), "beta": .number(missingScore.beta),
                "days": .number(missingScore.days),
            ]),
        ]
        if technicalImpact != PolicyRules.standard.priors.technicalImpact {
            members["technical_impact"] = PolicyRules.numbers(TechnicalImpact.self, technicalImpact.weights)
        }
        return .object(members)
    }
}
