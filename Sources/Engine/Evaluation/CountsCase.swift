internal import JSON

/// What counts say of a probability (`beta`) or of a rate a day (`gamma`): mean, central 95 % interval, prediction.
enum CountsCase {
    static func evaluate(_ input: JSONValue) throws(PolicyProblem) -> JSONValue {
        if input["beta"] != nil {
            let object = try PolicyObject(input, allowing: ["beta", "name", "trials"])
            return try beta(object.object("beta", allowing: ["alpha", "beta"]), object)
        }
        let object = try PolicyObject(input, allowing: ["days", "gamma", "name"])
        return try gamma(object.object("gamma", allowing: ["days", "events"]), object)
    }

    private static func beta(
        _ counts: PolicyObject, _ object: PolicyObject
    ) throws(PolicyProblem) -> JSONValue {
        let posterior = BetaPosterior(alpha: try counts.positive("alpha"), beta: try counts.positive("beta"))
        let trials = try object.integer("trials", 1, in: 0...1_000_000)
        return [
            "any": .number(posterior.probabilityOfAny(in: trials)), "interval": interval(posterior.interval()),
            "mean": .number(posterior.mean),
        ]
    }

    private static func gamma(
        _ counts: PolicyObject, _ object: PolicyObject
    ) throws(PolicyProblem) -> JSONValue {
        let posterior = RatePosterior(shape: try counts.positive("events"), exposure: try counts.positive("days"))
        let days = try object.number("days", 30, in: 0...1e7)
        return [
            "any": .number(posterior.probability(within: days)), "interval": interval(posterior.interval()),
            "mean": .number(posterior.mean),
        ]
    }

    private static func interval(_ range: ClosedRange<Double>) -> JSONValue {
        [.number(range.lowerBound), .number(range.upperBound)]
    }
}

extension PolicyObject {
    fileprivate func positive(_ name: String) throws(PolicyProblem) -> Double {
        guard self[name] != nil else { throw problem(.missing, name, "a number is expected here") }
        return try number(name, 1, in: 1e-6...1e9)
    }
}
