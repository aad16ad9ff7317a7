/// The product of a table's decision points, numbered with the last point running fastest, and the proofs over it.
struct DecisionSpace {
    let points: [DecisionPoint]
    /// How far apart two neighbours of a point are.
    private let strides: [Int]
    private let size: Int

    init(points: [DecisionPoint]) {
        self.points = points
        var strides: [Int] = []
        var stride = 1
        for point in points.reversed() {
            strides.insert(stride, at: 0)
            stride *= point.values.count
        }
        self.strides = strides
        size = stride
    }

    func coordinates(of index: Int) -> [Int] {
        zip(points, strides).map { index / $1 % $0.values.count }
    }

    /// The outcome of each combination.
    func cells(of rows: [DecisionTable.Row], outcomes: [String]) throws(TableProblem) -> [Int] {
        var cells = [Int?](repeating: nil, count: size)
        for row in rows {
            let index = try index(of: row)
            guard let outcome = outcomes.firstIndex(of: row.outcome) else {
                throw TableProblem(.unknownValue, "the outcome \"\(row.outcome)\" is unknown")
            }
            guard cells[index] == nil else { throw TableProblem(.duplicateRow, "\(row.values) stands twice") }
            cells[index] = outcome
        }
        if let gap = cells.firstIndex(of: nil) {
            throw TableProblem(.missingRow, "the row \(names(of: gap)) is missing")
        }
        return cells.compactMap(\.self)
    }

    /// It is enough to compare direct neighbours: every pair u ≤ v is joined by a chain of them.
    func proveMonotone(_ cells: [Int]) throws(TableProblem) {
        try forEachNeighbour { lower, upper, _ throws(TableProblem) in
            guard cells[lower] > cells[upper] else { return }
            throw TableProblem(
                .notMonotone, "\(names(of: upper)) has a better outcome than \(names(of: lower))")
        }
    }

    func proveRelevant(_ cells: [Int]) throws(TableProblem) {
        var isRelevant = [Bool](repeating: false, count: points.count)
        try forEachNeighbour { lower, upper, point throws(TableProblem) in
            if cells[lower] != cells[upper] { isRelevant[point] = true }
        }
        if let idle = isRelevant.firstIndex(of: false) {
            throw TableProblem(.irrelevantColumn, "\(points[idle].name) changes no outcome")
        }
    }

    private func forEachNeighbour(
        _ body: (_ lower: Int, _ upper: Int, _ point: Int) throws(TableProblem) -> Void
    ) throws(TableProblem) {
        for index in 0..<size {
            for (point, coordinate) in coordinates(of: index).enumerated()
            where coordinate + 1 < points[point].values.count {
                try body(index, index + strides[point], point)
            }
        }
    }

    private func index(of row: DecisionTable.Row) throws(TableProblem) -> Int {
        guard row.values.count == points.count else {
            throw TableProblem(.unknownValue, "the row \(row.values) does not have \(points.count) values")
        }
        var index = 0
        for (position, value) in row.values.enumerated() {
            guard let coordinate = points[position].values.firstIndex(of: value) else {
                throw TableProblem(.unknownValue, "\(points[position].name) has no value \"\(value)\"")
            }
            index += coordinate * strides[position]
        }
        return index
    }

    private func names(of index: Int) -> [String] {
        zip(points, coordinates(of: index)).map { $0.values[$1] }
    }
}
