/// Tables of CISA.
extension DecisionTable {
    /// "CISA Coordinator" 2.0.3: Exploitation 1.1.0, Automatable 2.0.0, Technical Impact 1.0.0, Mission and Well-Being
    /// Impact 1.0.0.
    public static let cisaCoordinator = constant(
        "cisa-coordinator-2.0.3",
        [
            .exploitation, .automatable, .technicalImpact,
            DecisionPoint(name: "mission_and_well_being", values: ["low", "medium", "high"]),
        ],
        outcomes: ["track", "track*", "attend", "act"], letters: "Tta!",
        cells: """
            TTT TTt TTa TTa
            TTt Tta TTa Tta
            TTa Ta! aa! a!!
            """)

    /// Remediation timelines 1.0.0 of Binding Operational Directive 26-04 (10 June 2026).
    public static let bod2604 = constant(
        "cisa-bod-26-04-1.0.0",
        [.yesNo("in_kev"), .yesNo("publicly_exposed"), .automatable, .technicalImpact],
        outcomes: [
            "fix on system upgrade", "60 days", "14 days", "3 days", "3 days & forensic investigation",
        ],
        letters: "FLM3!", cells: "FFLL LMM3 MMM! M!3!")
}
