/// FedRAMP's Vulnerability Detection and Response timelines (Consolidated Rules 2026), without their rule for KEV.
///
/// Likely exploitable, reachable from the internet, potential adverse impact N2 to N5 → days to the fix.
extension DecisionTable {
    /// Classes A and B.
    public static let fedRAMPB = fedRAMP(
        "fedramp-vdr-b-2026", days: ["192", "160", "96", "64", "32", "8", "4"], cells: "aade aade bdef cefg")

    /// Class C.
    public static let fedRAMPC = fedRAMP(
        "fedramp-vdr-c-2026", days: ["192", "128", "64", "48", "32", "16", "8", "4", "2"],
        cells: "abcf abcf begh dfhi")

    /// Class D.
    public static let fedRAMPD = fedRAMP(
        "fedramp-vdr-d-2026", days: ["192", "96", "64", "32", "24", "16", "8", "2", "1", "0.5"],
        cells: "acdg acdg bfgi eghj")

    private static func fedRAMP(_ name: String, days: [String], cells: String) -> DecisionTable {
        constant(
            name,
            [
                .yesNo("likely_exploitable"), .yesNo("internet_reachable"),
                DecisionPoint(name: "adverse_impact", values: ["n2", "n3", "n4", "n5"]),
            ],
            outcomes: days.map { "\($0) days" }, letters: "abcdefghij", cells: cells)
    }
}
