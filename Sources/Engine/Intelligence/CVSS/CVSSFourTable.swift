/// The constants of CVSS v4.0: the scores of the macrovectors, and what each equivalence set looks like at its highest.
enum CVSSFourTable {
    /// One of the independent parts of a macrovector (sets 3 and 6 count as one).
    struct EquivalenceSet: Sendable {
        /// Each metric's values, the worst first.
        let metrics: [(name: String, values: String)]
        /// By level: the highest vectors, a letter for each metric.
        fileprivate let tops: [[String]]
        /// By level: steps from the highest to the lowest vector.
        fileprivate let depths: [Int]
        /// The place of a macrovector's level among `tops`.
        fileprivate let level: @Sendable ([Int]) -> Int

        func highest(_ levels: [Int]) -> [String] { tops[level(levels)] }

        func depth(_ levels: [Int]) -> Int { depths[level(levels)] }
    }

    /// Sets 1, 2, 3 with 6, 4, 5.
    static let sets = [
        EquivalenceSet(
            metrics: [("AV", "NALP"), ("PR", "NLH"), ("UI", "NPA")],
            tops: [["NNN"], ["ANN", "NLN", "NNP"], ["PNN", "ALP"]], depths: [1, 4, 5], level: { $0[0] }),
        EquivalenceSet(
            metrics: [("AC", "LH"), ("AT", "NP")], tops: [["LN"], ["HN", "LP"]], depths: [1, 2], level: { $0[1] }),
        EquivalenceSet(
            metrics: [("VC", "HLN"), ("VI", "HLN"), ("VA", "HLN"), ("CR", "HML"), ("IR", "HML"), ("AR", "HML")],
            tops: [
                ["HHHHHH"], ["HHLMMH", "HHHMMM"], ["LHHHHH", "HLHHHH"],
                ["LHLHMH", "LHHHMM", "HLHMHM", "HLLMHH", "LLHHHM"], [], ["LLLHHH"],
            ],
            depths: [7, 6, 8, 8, 1, 10], level: { $0[2] * 2 + $0[5] }),
        EquivalenceSet(
            metrics: [("SC", "HLN"), ("SI", "SHLN"), ("SA", "SHLN")], tops: [["HSS"], ["HHH"], ["LLL"]],
            depths: [6, 5, 4], level: { $0[3] }),
        EquivalenceSet(
            metrics: [("E", "APU")], tops: [["A"], ["P"], ["U"]], depths: [1, 1, 1], level: { $0[4] }),
    ]

    /// The score of a macrovector; nil where the levels name none.
    static func tenths(_ levels: [Int]) -> Int? {
        let limits = [3, 2, 3, 3, 3, 2]
        guard zip(levels, limits).allSatisfy({ $0 < $1 }) else { return nil }
        let row = scores[levels[0] * 6 + levels[1] * 3 + levels[2]]
        let cell = levels[3] * 3 + levels[4]
        // No impact is high where set 3 is at its lowest, so set 6 cannot be at its worst there.
        if levels[2] == 2 { return levels[5] == 1 ? row[cell] : nil }
        return row[cell * 2 + levels[5]]
    }

    /// A row for each of the sets 1, 2, 3; in it sets 4, 5, 6, the last running fastest.
    private static let scores: [[Int]] = [
        [100, 99, 98, 95, 95, 92, 100, 96, 93, 87, 91, 81, 93, 90, 89, 80, 81, 68],
        [98, 95, 95, 92, 90, 84, 93, 92, 89, 81, 81, 65, 88, 80, 78, 70, 69, 48],
        [92, 82, 72, 79, 69, 50, 69, 55, 27],
        [99, 97, 95, 92, 92, 85, 95, 91, 90, 83, 84, 71, 92, 81, 82, 71, 72, 53],
        [95, 93, 92, 85, 85, 73, 92, 82, 80, 72, 70, 59, 84, 70, 71, 52, 50, 30],
        [86, 75, 52, 71, 52, 29, 63, 29, 17],
        [98, 95, 94, 87, 91, 81, 94, 89, 86, 74, 77, 64, 87, 75, 74, 63, 63, 49],
        [94, 89, 88, 77, 76, 67, 86, 76, 74, 58, 59, 50, 72, 57, 57, 52, 52, 25],
        [83, 70, 54, 65, 58, 26, 53, 21, 13],
        [95, 90, 88, 76, 76, 70, 90, 77, 75, 62, 61, 53, 77, 66, 68, 59, 52, 30],
        [89, 78, 76, 67, 62, 58, 74, 59, 57, 57, 47, 23, 61, 52, 57, 29, 24, 16],
        [71, 59, 30, 58, 26, 15, 23, 13, 6],
        [93, 87, 86, 72, 75, 58, 86, 74, 74, 61, 56, 34, 70, 54, 52, 40, 40, 22],
        [85, 75, 74, 55, 62, 51, 72, 57, 55, 41, 46, 19, 53, 36, 34, 19, 19, 8],
        [64, 51, 20, 47, 21, 11, 24, 9, 4],
        [88, 75, 73, 53, 60, 50, 73, 55, 59, 40, 41, 20, 54, 43, 45, 22, 20, 11],
        [75, 55, 58, 45, 40, 21, 61, 51, 48, 18, 20, 9, 46, 18, 17, 7, 8, 2],
        [53, 24, 14, 24, 12, 5, 10, 3, 1],
    ]
}
