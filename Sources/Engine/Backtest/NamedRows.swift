/// The rows of a CSV table with commas, by the names of its first row.
struct NamedRows {
    private var rows: CSVRows
    private let columns: [String: Int]
    /// The number of the last row that `next` gave, the first row counted.
    private(set) var number = 1

    init(_ text: ArraySlice<UInt8>) {
        rows = CSVRows(text, separator: UInt8(ascii: ","))
        columns = Dictionary((rows.next() ?? []).enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// The next row that is not empty. Throws where it is shorter than the first one, or the text ends inside quotes: the
    /// file was cut.
    mutating func next() throws(FeedProblem) -> Row? {
        while let cells = rows.next() {
            number += 1
            guard cells != [""] else { continue }
            guard cells.count >= columns.count, !rows.isBroken else {
                throw FeedProblem(
                    .truncated, "row \(number) has \(cells.count) cells of \(columns.count): fetch it again")
            }
            return Row(cells: cells, columns: columns)
        }
        return nil
    }

    /// One row.
    struct Row {
        fileprivate let cells: [String]
        fileprivate let columns: [String: Int]

        /// Empty for a column that the table does not have.
        subscript(_ name: String) -> String { columns[name].map { cells[$0] } ?? "" }

        /// The assessment in the columns `E`, `A` and `TI`.
        var assessed: Assessed? {
            Assessed(exploitation: self["E"], automatable: self["A"], technicalImpact: self["TI"])
        }
    }
}
