internal import JSON

/// Reads CSV as JSON: a list of one object a row, named by the first row (RFC 4180).
///
/// The separator is the one of `,`, `;` and tab that the first row has most of. Quotes may hold separators, line ends
/// and doubled quotes. A row that is shorter leaves its last members out; cells beyond the first row's are dropped.
enum CSVTable {
    /// More columns, or longer names, have no reports; each row repeats each name.
    private static let columnLimit = 1_000
    private static let nameLimit = 200
    /// How many times its size a table may become as JSON.
    private static let growth = 32

    /// Nil where the bytes are no table: a first row of one cell or without any row below it, a quote that is never
    /// closed, no UTF-8.
    static func json(of bytes: [UInt8]) -> [UInt8]? {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let first = text.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "["),
            String(validating: text, as: UTF8.self) != nil
        else { return nil }
        var rows = CSVRows(text, separator: separator(of: text))
        guard let names = rows.next(), (2...columnLimit).contains(names.count),
            names.allSatisfy({ $0.utf8.count <= nameLimit })
        else { return nil }
        var writer = CanonicalWriter(capacity: bytes.count * 2)
        let count = write(&rows, columns(names), names, upTo: bytes.count * growth, to: &writer)
        return count > 0 && !rows.isBroken ? writer.bytes : nil
    }

    /// The columns by name in canonical order; of equal names the first counts.
    private static func columns(_ names: [String]) -> [Int] {
        var seen: Set<String> = []
        return names.indices.filter { seen.insert(names[$0]).inserted }
            .sorted { names[$0].utf16.lexicographicallyPrecedes(names[$1].utf16) }
    }

    /// Gives the number of rows; 0 where the names would make much more of the table than it is.
    private static func write(
        _ rows: inout CSVRows, _ columns: [Int], _ names: [String], upTo limit: Int, to writer: inout CanonicalWriter
    ) -> Int {
        var count = 0
        var isTooMuch = false
        writer.array { writer in
            while let cells = rows.next() {
                guard cells.contains(where: { !$0.isEmpty }) else { continue }
                isTooMuch = writer.bytes.count > limit
                guard !isTooMuch else { return }
                count += 1
                writer.object { writer in
                    for column in columns where column < cells.count {
                        writer.key(names[column])
                        writer.string(cells[column])
                    }
                }
            }
        }
        return isTooMuch ? 0 : count
    }

    private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
        let line = text.prefix { $0 != UInt8(ascii: "\n") }
        let counts = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].map { mark in
            (mark, line.count { $0 == mark })
        }
        return counts.max { $0.1 < $1.1 }?.0 ?? UInt8(ascii: ",")
    }
}

/// The rows of a CSV text, one after another.
struct CSVRows {
    private let separator: UInt8
    /// Whether the text ended inside quotes.
    private(set) var isBroken = false
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>, separator: UInt8) {
        rest = text
        self.separator = separator
    }

    mutating func next() -> [String]? {
        guard !rest.isEmpty else { return nil }
        var cells: [String] = []
        while true {
            let (cell, isLast) = cell()
            cells.append(cell)
            if isLast { return cells }
        }
    }

    private mutating func cell() -> (text: String, isLast: Bool) {
        var cell: [UInt8] = []
        var isQuoted = false
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                if isQuoted, rest.first == byte {
                    cell.append(byte)
                    rest.removeFirst()
                } else if isQuoted || cell.isEmpty {
                    isQuoted.toggle()
                } else {
                    cell.append(byte)
                }
            } else if isQuoted {
                cell.append(byte)
            } else if byte == separator {
                return (Self.text(cell), false)
            } else if byte == UInt8(ascii: "\n") {
                return (Self.text(cell), true)
            } else if byte != UInt8(ascii: "\r") {
                cell.append(byte)
            }
        }
        isBroken = isBroken || isQuoted
        return (Self.text(cell), true)
    }

    private static func text(_ cell: [UInt8]) -> String { String(decoding: cell, as: UTF8.self) }
}
