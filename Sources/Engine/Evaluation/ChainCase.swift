internal import JSON

/// The four-state chain with its rates a day: where a vulnerability stands after some days.
enum ChainCase {
    private static let rates = ["discovery", "exploitation", "recovery", "regression", "remediation", "renewal"]

    static func evaluate(_ input: JSONValue) throws(PolicyProblem) -> JSONValue {
        let object = try PolicyObject(input, allowing: ["chain", "days", "name"])
        let chain = try chain(object.object("chain", allowing: rates))
        guard object["days"] != nil else { throw object.problem(.missing, "days", "a number is expected here") }
        let days = try object.number("days", 0, in: 0...1e7)
        let ends = chain.rates.exploitation + chain.rates.remediation > 0
        return [
            "exploited_first": .number(chain.exploitedFirst(within: days)),
            "exploited_first_ultimately": .number(chain.exploitedFirstUltimately),
            "exploited_occupancy": .number(chain.exploitedOccupancy(at: days)),
            "mean_days_vulnerable": ends ? .number(chain.meanDaysVulnerable) : .null,
            "patched_first": .number(chain.patchedFirst(within: days)),
            "stationary": chain.stationary.map { .array($0.map(JSONValue.number)) } ?? .null,
            "still_vulnerable": .number(chain.stillVulnerable(after: days)),
            "transition": .array(chain.transition(after: days).map { .array($0.map(JSONValue.number)) }),
        ]
    }

    /// A rate that is absent is 0.
    private static func chain(_ object: PolicyObject) throws(PolicyProblem) -> LifecycleChain {
        func rate(_ name: String) throws(PolicyProblem) -> Double { try object.number(name, 0, in: 0...1e6) }
        return LifecycleChain(
            rates: LifecycleRates(
                discovery: try rate("discovery"), exploitation: try rate("exploitation"),
                remediation: try rate("remediation"), recovery: try rate("recovery"), renewal: try rate("renewal"),
                regression: try rate("regression")))
    }
}
