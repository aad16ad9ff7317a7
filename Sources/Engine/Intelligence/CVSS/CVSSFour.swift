/// The score of a v4.0 vector by macrovectors and the distance from their highest vectors: v4.0 specification,
/// section 8.
struct CVSSFour {
    private let values: [String: String]

    init(_ vector: CVSSVector) { values = vector.values }

    var score: Int {
        guard ["VC", "VI", "VA", "SC", "SI", "SA"].contains(where: { value($0) != "N" }) else { return 0 }
        let levels = macrovector
        let top = CVSSFourTable.tenths(levels) ?? 0
        var drops: [Double] = []
        for (set, lower) in zip(CVSSFourTable.sets, lowerNeighbours(levels)) {
            guard let lower else { continue }
            let share = Double(distance(in: set, levels)) / Double(set.depth(levels))
            drops.append(Double(top - lower) * share)
        }
        let drop = drops.isEmpty ? 0 : drops.reduce(0, +) / Double(drops.count)
        // The specification's addition of 1e-6 (of a point) before it rounds halves up.
        return min(100, max(0, Int((Double(top) - drop + 1e-5).rounded(.toNearestOrAwayFromZero))))
    }

    /// A metric as it counts: modified where it is modified, at its worst where threat or requirement is not stated.
    private func value(_ metric: String) -> String {
        switch metric {
        case "E": values[metric] ?? "A"
        case "AR", "CR", "IR": values[metric] ?? "H"
        default: values["M\(metric)"] ?? values[metric] ?? ""
        }
    }

    /// The levels of the equivalence sets 1 to 6, 0 the worst (tables 24 to 29).
    private var macrovector: [Int] {
        let open = [value("AV") == "N", value("PR") == "N", value("UI") == "N"]
        let reach = !open.contains(false) ? 0 : open.contains(true) && value("AV") != "P" ? 1 : 2
        let effort = value("AC") == "L" && value("AT") == "N" ? 0 : 1
        let high = ["VC", "VI", "VA"].map { value($0) == "H" }
        let impact = high[0] && high[1] ? 0 : high.contains(true) ? 1 : 2
        let isSafety = value("SI") == "S" || value("SA") == "S"
        let beyond = isSafety ? 0 : ["SC", "SI", "SA"].contains { value($0) == "H" } ? 1 : 2
        let threat = ["A": 0, "P": 1, "U": 2][value("E")] ?? 0
        let wanted = zip(["CR", "IR", "AR"], high).contains { value($0) == "H" && $1 }
        return [reach, effort, impact, beyond, threat, wanted ? 0 : 1]
    }

    /// The score of the next lower macrovector in each set of `CVSSFourTable.sets`; nil where there is none.
    private func lowerNeighbours(_ levels: [Int]) -> [Int?] {
        func score(_ changes: [Int: Int]) -> Int? {
            CVSSFourTable.tenths(levels.enumerated().map { $1 + (changes[$0] ?? 0) })
        }
        let joint =
            switch (levels[2], levels[5]) {
            case (0, 0): [score([5: 1]), score([2: 1])].compactMap(\.self).max()
            case (1, 0): score([5: 1])
            case (_, 1): score([2: 1])
            default: score([2: 1, 5: 1])
            }
        return [score([0: 1]), score([1: 1]), joint, score([3: 1]), score([4: 1])]
    }

    /// Steps from the first highest vector of the macrovector that no metric exceeds.
    private func distance(in set: CVSSFourTable.EquivalenceSet, _ levels: [Int]) -> Int {
        for highest in set.highest(levels) {
            let steps = zip(set.metrics, highest).map { metric, top in
                rank(metric.values, value(metric.name)) - rank(metric.values, String(top))
            }
            if steps.allSatisfy({ $0 >= 0 }) { return steps.reduce(0, +) }
        }
        return 0
    }

    private func rank(_ values: String, _ value: String) -> Int {
        values.enumerated().first { String($0.element) == value }?.offset ?? 0
    }
}
