internal import JSON

/// What must be known and posted of a service: reading and writing.
extension PolicyRules {
    mutating func readContextRules(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("context", allowing: ["max_age_days", "required"])
        if object["max_age_days"] != nil {
            context.maxAgeDays = try object.days("max_age_days")
        }
        guard object["required"] != nil else { return }
        context.required = []
        for (index, name) in try object.names("required").enumerated() {
            guard let fact = ContextFact(rawValue: name) else {
                let known = ContextFact.allCases.map(\.rawValue).joined(separator: ", ")
                throw object.problem(.unknownValue, "required.\(index)", "one of \(known) is expected here")
            }
            context.required.append(fact)
        }
        context.required.sort { $0.rawValue < $1.rawValue }
    }

    mutating func readRequirements(_ root: PolicyObject) throws(PolicyProblem) {
        requirements = []
        for entry in try root.list("requires", limit: 100, allowing: ["inputs", "name", "verdict", "when"]) {
            let verdict: Verdict = try entry.word("verdict", .defer)
            guard verdict > .allow else {
                throw entry.problem(.inconsistent, "verdict", "what is missing can never be allowed: DEFER or BLOCK")
            }
            var inputs: [InputRequirement.Input] = []
            for input in try entry.list("inputs", limit: 20, allowing: ["kind", "max_age_days"]) {
                guard input["kind"] != nil else { throw input.problem(.missing, "kind", "say which input is needed") }
                inputs.append(
                    InputRequirement.Input(
                        kind: try input.word("kind", .sbom), maxAgeDays: try input.days("max_age_days")))
            }
            guard !inputs.isEmpty else {
                throw entry.problem(.missing, "inputs", "the inputs that are needed are expected here")
            }
            requirements.append(
                InputRequirement(
                    name: try entry.text("name", limit: 100), condition: try entry.serviceExpression("when"),
                    inputs: inputs, verdict: verdict))
        }
        guard Set(requirements.map(\.name)).count == requirements.count else {
            throw root.problem(.inconsistent, "requires", "a name stands twice")
        }
    }

    var inputMembers: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        var contextMembers: [String: JSONValue] = [:]
        contextMembers["max_age_days"] = context.maxAgeDays.map { .integer(Int64($0)) }
        if !context.required.isEmpty {
            contextMembers["required"] = .array(context.required.map { .string($0.rawValue) })
        }
        if !contextMembers.isEmpty { members["context"] = .object(contextMembers) }
        if !requirements.isEmpty { members["requires"] = .array(requirements.map(\.json)) }
        if !overrides.isEmpty { members["overrides"] = .array(overrides.map(\.json)) }
        return members
    }
}

extension InputRequirement {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "inputs": .array(
                inputs.map { input in
                    var members: [String: JSONValue] = ["kind": .string(input.kind.rawValue)]
                    members["max_age_days"] = input.maxAgeDays.map { .integer(Int64($0)) }
                    return .object(members)
                }), "name": .string(name), "verdict": .string(verdict.rawValue),
        ]
        members["when"] = condition.map { .string($0.source) }
        return .object(members)
    }
}

extension PolicyObject {
    /// A condition that reads facts of the service alone.
    func serviceExpression(_ name: String) throws(PolicyProblem) -> Expression? {
        guard let condition = try expression(name) else { return nil }
        guard condition.paths.allSatisfy(\.isOfService) else {
            throw problem(.badExpression, name, "only facts of the service can be asked here: service.…")
        }
        return condition
    }

    /// A list of at most 100 texts; empty where it is absent.
    func names(_ name: String) throws(PolicyProblem) -> [String] {
        guard let value = self[name], !value.isNull else { return [] }
        let texts = value.array?.compactMap(\.string).filter { !$0.isEmpty && $0.utf8.count <= 200 } ?? []
        guard !texts.isEmpty, texts.count == value.array?.count, texts.count <= 100 else {
            throw problem(.wrongType, name, "a list of 1 to 100 texts is expected here")
        }
        return texts
    }

    /// Days from 1 to 3650; nil where the member is absent or null.
    fileprivate func days(_ name: String) throws(PolicyProblem) -> Int? {
        guard let value = self[name], !value.isNull else { return nil }
        return try integer(name, 1, in: 1...3650)
    }
}
