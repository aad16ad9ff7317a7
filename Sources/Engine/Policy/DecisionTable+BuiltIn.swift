public import Hashing
internal import JSON

extension DecisionTable {
    /// The tables that policies can name.
    public static let builtIn = [deployer]

    /// Of all built-in tables: part of every decision key.
    public static let builtInDigest = Digest(
        of: JSONValue.array(builtIn.map { .string($0.digest.description) }).canonical)

    /// SSVC's Deployer table "patch application priority" 1.0.0 of CERT/CC: Exploitation 1.1.0, System Exposure 1.0.1,
    /// Automatable 2.0.0, Human Impact 2.0.2.
    public static let deployer: DecisionTable = {
        let points = [
            DecisionPoint(name: "exploitation", values: Exploitation.allCases.map(\.rawValue)),
            DecisionPoint(name: "exposure", values: Exposure.allCases.map(\.rawValue)),
            DecisionPoint(name: "automatable", values: Automatable.allCases.map(\.rawValue)),
            DecisionPoint(name: "human_impact", values: HumanImpact.allCases.map(\.rawValue)),
        ]
        let outcomes = ["defer", "scheduled", "out-of-cycle", "immediate"]
        // The rows are constants, and a test makes this table: it cannot fail in a build that passed.
        return try! DecisionTable(
            name: "ssvc-deployer-1.0.0", points: points, outcomes: outcomes,
            rows: rows(of: deployerCells, points, outcomes))
    }()

    /// A line for each exploitation, a group for each exposure and automatable, a letter (outcome's initial; `x` for
    /// out-of-cycle) for each human impact.
    private static let deployerCells = """
        ddss dsss dsss ssss dsss sssx
        dsss ssss dsss sssx sssx ssxx
        ssxx sxxx ssxx xxxx sxxi xxii
        """

    /// The rows of a table whose cells are written as letters, the last point running fastest.
    private static func rows(of letters: String, _ points: [DecisionPoint], _ outcomes: [String]) -> [Row] {
        let codes: [Character: String] = [
            "d": outcomes[0], "s": outcomes[1], "x": outcomes[2], "i": outcomes[3],
        ]
        let space = DecisionSpace(points: points)
        return letters.filter { !$0.isWhitespace }.enumerated().map { index, letter in
            Row(
                values: zip(points, space.coordinates(of: index)).map { $0.values[$1] },
                outcome: codes[letter] ?? "")
        }
    }
}
