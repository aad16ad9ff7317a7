internal import Hashing
internal import JSON

/// The model of a policy: reading, writing, and its name by digest.
extension PolicyRules {
    mutating func readModel(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("model", allowing: ["counts", "missing_epss", "name", "network"])
        let standard = ModelRules.reference
        if object["name"] != nil { model.name = try object.text("name", limit: 100) }
        model.missingScore = try object.word("missing_epss", standard.missingScore)
        model.counts = try object.digest("counts")
        model.network = try CompromiseNetwork(object)
        let weighs = try object.object("network", allowing: CompromiseNetwork.members)
        do throws(NetworkProblem) {
            try model.network.prove(priors)
        } catch {
            throw PolicyProblem(.inconsistent, path: weighs.path, error.description)
        }
    }

    /// What `readModel` reads; nil for the reference model.
    var modelMember: JSONValue? {
        let standard = ModelRules.reference
        guard model != standard else { return nil }
        var members: [String: JSONValue] = [
            "missing_epss": .string(model.missingScore.rawValue), "name": .string(model.name),
        ]
        members["counts"] = model.counts.map { .string($0.description) }
        if model.network != standard.network { members["network"] = model.network.json }
        return .object(members)
    }

    /// Name and digest of everything that P(compromise) follows from: the policy's numbers without its table, losses,
    /// floors and exceptions.
    var modelReference: ModelReference {
        let all = json.object ?? [:]
        let numbers = ["horizon_days", "likelihood_ratios", "model", "priors", "susceptibility"].compactMap { name in
            all[name].map { (name, $0) }
        }
        var members = Dictionary(uniqueKeysWithValues: numbers)
        members["kev"] = .object(["probability": .number(kev.probability)])
        return ModelReference(name: model.name, digest: Digest(of: JSONValue.object(members).canonical))
    }
}

extension CompromiseNetwork {
    static let members = ["automatable", "exploitation", "exposure", "leak"]

    /// Reads the member `network` of a policy's model; what is absent has the reference's weight.
    fileprivate init(_ model: PolicyObject) throws(PolicyProblem) {
        let object = try model.object("network", allowing: Self.members)
        let standard = Self.reference
        self.init(
            leak: try object.number("leak", standard.leak),
            exploitation: try object.ascending("exploitation", Exploitation.self, standard.exploitation, in: 0...1),
            automatable: try object.ascending("automatable", Automatable.self, standard.automatable, in: 0...1),
            exposure: try object.ascending("exposure", Exposure.self, standard.exposure, in: 0...1))
    }

    fileprivate var json: JSONValue {
        .object([
            "automatable": PolicyRules.numbers(Automatable.self, automatable),
            "exploitation": PolicyRules.numbers(Exploitation.self, exploitation),
            "exposure": PolicyRules.numbers(Exposure.self, exposure), "leak": .number(leak),
        ])
    }
}
