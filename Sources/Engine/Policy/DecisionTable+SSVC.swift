/// Tables of CERT/CC's Stakeholder-Specific Vulnerability Categorization.
extension DecisionTable {
    private static let priority = ["defer", "scheduled", "out-of-cycle", "immediate"]

    /// "Patch application priority" 1.0.0: Exploitation 1.1.0, System Exposure 1.0.1, Automatable 2.0.0, Human Impact
    /// 2.0.2.
    public static let deployer = constant(
        "ssvc-deployer-1.0.0",
        [
            .exploitation, DecisionPoint(name: "exposure", values: Exposure.allCases.map(\.rawValue)), .automatable,
            DecisionPoint(name: "human_impact", values: HumanImpact.allCases.map(\.rawValue)),
        ],
        outcomes: priority, letters: "dsxi",
        cells: """
            ddss dsss dsss ssss dsss sssx
            dsss ssss dsss sssx sssx ssxx
            ssxx sxxx ssxx xxxx sxxi xxii
            """)

    /// "Patch development priority" 1.0.0: Exploitation 1.1.0, Utility 1.0.1, Technical Impact 1.0.0, Public Safety
    /// Impact 2.0.1.
    public static let supplier = constant(
        "ssvc-supplier-1.0.0",
        [
            .exploitation,
            DecisionPoint(name: "utility", values: ["laborious", "efficient", "super effective"]), .technicalImpact,
            DecisionPoint(name: "public_safety_impact", values: ["minimal", "significant"]),
        ],
        outcomes: priority, letters: "dsxi",
        cells: """
            dssx sxsx sxxx
            sxsi sixi xixi
            xixi xixi iiii
            """)

    /// Human Impact 1.0.0 out of Safety Impact 2.0.1 and Mission Impact 2.0.0.
    public static let humanImpact = constant(
        "ssvc-human-impact-1.0.0",
        [
            DecisionPoint(name: "safety_impact", values: ["negligible", "marginal", "critical", "catastrophic"]),
            DecisionPoint(
                name: "mission_impact",
                values: ["degraded", "mef support crippled", "mef failure", "mission failure"]),
        ],
        outcomes: ["low", "medium", "high", "very high"], letters: "lmhv", cells: "llmv llmv mhhv vvvv")

    /// Public Safety Impact 1.0.0 out of Safety Impact 2.0.1.
    public static let publicSafety = constant(
        "ssvc-public-safety-impact-1.0.0",
        [DecisionPoint(name: "safety_impact", values: ["negligible", "marginal", "critical", "catastrophic"])],
        outcomes: ["minimal", "significant"], letters: "ms", cells: "msss")

    /// Utility 1.0.0 out of Automatable 2.0.0 and Value Density 1.0.0.
    public static let utility = constant(
        "ssvc-utility-1.0.0",
        [.automatable, DecisionPoint(name: "value_density", values: ["diffuse", "concentrated"])],
        outcomes: ["laborious", "efficient", "super effective"], letters: "les", cells: "le es")
}
