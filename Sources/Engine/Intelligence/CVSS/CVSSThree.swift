/// The equations of the CVSS v3.0 and v3.1 specifications, section 7 and (v3.1) appendix A.
struct CVSSThree {
    private let values: [String: String]
    private let isThreeOne: Bool

    init(_ vector: CVSSVector) {
        values = vector.values
        isThreeOne = vector.version == .threeOne
    }

    var base: Int {
        let isChanged = values["S"] == "C"
        let spared = ["C", "I", "A"].reduce(1.0) { $0 * (1 - impactWeight(values[$1])) }
        let subscore = 1 - spared
        let impact = isChanged ? 7.52 * (subscore - 0.029) - 3.25 * power(subscore - 0.02, 15) : 6.42 * subscore
        return combined(impact, exploitability(modified: false, isChanged), isChanged)
    }

    var temporal: Int { scaled(base) }

    var environmental: Int {
        let isChanged = modified("S") == "C"
        let spared = ["C", "I", "A"].reduce(1.0) {
            $0 * (1 - impactWeight(modified($1)) * requirement("\($1)R"))
        }
        let subscore = min(1 - spared, 0.915)
        let impact = isChanged ? modifiedImpact(subscore) : 6.42 * subscore
        return scaled(combined(impact, exploitability(modified: true, isChanged), isChanged))
    }

    private func modifiedImpact(_ subscore: Double) -> Double {
        let excess = isThreeOne ? power(subscore * 0.9731 - 0.02, 13) : power(subscore - 0.02, 15)
        return 7.52 * (subscore - 0.029) - 3.25 * excess
    }

    private func combined(_ impact: Double, _ exploitability: Double, _ isChanged: Bool) -> Int {
        guard impact > 0 else { return 0 }
        return Self.roundedUp(min((isChanged ? 1.08 : 1) * (impact + exploitability), 10))
    }

    private func scaled(_ tenths: Int) -> Int {
        let factors =
            weight(["H": 1, "F": 0.97, "P": 0.94, "U": 0.91], values["E"])
            * weight(["U": 1, "W": 0.97, "T": 0.96, "O": 0.95], values["RL"])
            * weight(["C": 1, "R": 0.96, "U": 0.92], values["RC"])
        return Self.roundedUp(Double(tenths) / 10 * factors)
    }

    private func exploitability(modified isModified: Bool, _ isChanged: Bool) -> Double {
        func value(_ metric: String) -> String? { isModified ? modified(metric) : values[metric] }
        let privileges =
            isChanged ? ["N": 0.85, "L": 0.68, "H": 0.5] : ["N": 0.85, "L": 0.62, "H": 0.27]
        return 8.22 * weight(["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2], value("AV"))
            * weight(["L": 0.77, "H": 0.44], value("AC")) * weight(privileges, value("PR"))
            * weight(["N": 0.85, "R": 0.62], value("UI"))
    }

    private func modified(_ metric: String) -> String? { values["M\(metric)"] ?? values[metric] }

    private func impactWeight(_ value: String?) -> Double { weight(["H": 0.56, "L": 0.22, "N": 0], value) }

    private func requirement(_ metric: String) -> Double { weight(["H": 1.5, "M": 1, "L": 0.5], values[metric]) }

    private func weight(_ weights: [String: Double], _ value: String?) -> Double { value.flatMap { weights[$0] } ?? 1 }

    private func power(_ value: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { product, _ in product * value }
    }

    /// `Roundup` of v3.1's appendix A, which also gives v3.0's scores as they are meant.
    private static func roundedUp(_ value: Double) -> Int {
        let scaled = Int((value * 100_000).rounded())
        return scaled.isMultiple(of: 10_000) ? scaled / 10_000 : scaled / 10_000 + 1
    }
}
