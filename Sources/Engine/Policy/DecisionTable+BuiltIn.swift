public import Hashing
internal import JSON

extension DecisionTable {
    /// The tables that come with the engine.
    public static let builtIn = [
        bod2604, cisaCoordinator, deployer, fedRAMPB, fedRAMPC, fedRAMPD, humanImpact, publicSafety, supplier, utility,
    ]

    /// Of all built-in tables: part of every decision key.
    public static let builtInDigest = Digest(
        of: JSONValue.array(builtIn.map { .string($0.digest.description) }).canonical)

    /// Those that a policy can name, because the engine has a fact or a prior for each of their points.
    public static let decisive = builtIn.filter { table in
        table.points.allSatisfy { TableInput.points.contains($0.name) } && OutcomeRule.standard(for: table) != nil
    }

    /// A table of constants: a letter (the outcome's place in `letters`) for each row, the last point running fastest.
    static func constant(
        _ name: String, _ points: [DecisionPoint], outcomes: [String], letters: String, cells: String
    ) -> DecisionTable {
        let space = DecisionSpace(points: points)
        let codes = Array(letters)
        let rows = cells.filter { !$0.isWhitespace }.enumerated().map { index, letter in
            Row(
                values: zip(points, space.coordinates(of: index)).map { $0.values[$1] },
                outcome: codes.firstIndex(of: letter).map { outcomes[$0] } ?? "")
        }
        // The rows are constants, and a test makes every table: it cannot fail in a build that passed.
        return try! DecisionTable(name: name, points: points, outcomes: outcomes, rows: rows)
    }
}

extension DecisionPoint {
    static let automatable = DecisionPoint(name: "automatable", values: Automatable.allCases.map(\.rawValue))
    static let exploitation = DecisionPoint(name: "exploitation", values: Exploitation.allCases.map(\.rawValue))
    static let technicalImpact = DecisionPoint(
        name: "technical_impact", values: TechnicalImpact.allCases.map(\.rawValue))

    static func yesNo(_ name: String) -> DecisionPoint { DecisionPoint(name: name, values: ["no", "yes"]) }
}
