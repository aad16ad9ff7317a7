/// The equations of the CVSS v2 guide, section 3.2.
struct CVSSTwo {
    private let values: [String: String]

    init(_ vector: CVSSVector) { values = vector.values }

    var base: Int { max(0, base(impact: impact(["C": 1, "I": 1, "A": 1]))) }

    var temporal: Int { max(0, scaled(base)) }

    var environmental: Int {
        let requirements = ["C": weight("CR"), "I": weight("IR"), "A": weight("AR")]
        let adjusted = Double(scaled(base(impact: min(10, impact(requirements))))) / 10
        return max(0, Self.tenths((adjusted + (10 - adjusted) * weight("CDP")) * weight("TD")))
    }

    private func impact(_ requirements: [String: Double]) -> Double {
        let spared = ["C", "I", "A"].reduce(1.0) { $0 * (1 - weight($1) * (requirements[$1] ?? 1)) }
        return 10.41 * (1 - spared)
    }

    private func base(impact: Double) -> Int {
        let exploitability = 20 * weight("AV") * weight("AC") * weight("Au")
        guard impact > 0 else { return 0 }
        return Self.tenths((0.6 * impact + 0.4 * exploitability - 1.5) * 1.176)
    }

    private func scaled(_ tenths: Int) -> Int {
        Self.tenths(Double(tenths) / 10 * weight("E") * weight("RL") * weight("RC"))
    }

    /// To one decimal, halves up; the small addition undoes what binary fractions lose.
    private static func tenths(_ value: Double) -> Int { Int((value * 10 + 1e-9).rounded(.toNearestOrAwayFromZero)) }

    private func weight(_ metric: String) -> Double { Self.weights[metric]?[values[metric] ?? "ND"] ?? 1 }

    /// What is not defined weighs 1, except potential damage, which weighs nothing.
    private static let weights: [String: [String: Double]] = [
        "A": ["N": 0, "P": 0.275, "C": 0.66], "AC": ["H": 0.35, "M": 0.61, "L": 0.71],
        "AR": ["L": 0.5, "M": 1, "H": 1.51], "AV": ["L": 0.395, "A": 0.646, "N": 1],
        "Au": ["M": 0.45, "S": 0.56, "N": 0.704], "C": ["N": 0, "P": 0.275, "C": 0.66],
        "CDP": ["N": 0, "L": 0.1, "LM": 0.3, "MH": 0.4, "H": 0.5, "ND": 0],
        "CR": ["L": 0.5, "M": 1, "H": 1.51], "E": ["U": 0.85, "POC": 0.9, "F": 0.95, "H": 1],
        "I": ["N": 0, "P": 0.275, "C": 0.66], "IR": ["L": 0.5, "M": 1, "H": 1.51],
        "RC": ["UC": 0.9, "UR": 0.95, "C": 1], "RL": ["OF": 0.87, "TF": 0.9, "W": 0.95, "U": 1],
        "TD": ["N": 0, "L": 0.25, "M": 0.75, "H": 1],
    ]
}
