internal import CLibPQ

/// The rows of a result, copied out of libpq: one run of bytes and the cells' places in it.
public struct PostgresRows: Sendable {
    let bytes: [UInt8]
    /// Start of each cell, row by row, and one more at the end.
    let starts: [Int]
    /// One flag a cell.
    let nulls: [Bool]
    let columns: Int
    public let count: Int
    /// How many rows the statement inserted, changed or deleted.
    public let affected: Int

    init(copying result: OpaquePointer) {
        count = Int(PQntuples(result))
        columns = Int(PQnfields(result))
        affected = Int(String(cString: PQcmdTuples(result))) ?? 0
        var bytes: [UInt8] = []
        var starts: [Int] = []
        var nulls: [Bool] = []
        starts.reserveCapacity(count * columns + 1)
        nulls.reserveCapacity(count * columns)
        for row in 0..<Int32(count) {
            for column in 0..<Int32(columns) {
                starts.append(bytes.count)
                nulls.append(PQgetisnull(result, row, column) == 1)
                let length = Int(PQgetlength(result, row, column))
                bytes.append(contentsOf: UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length))
            }
        }
        starts.append(bytes.count)
        self.bytes = bytes
        self.starts = starts
        self.nulls = nulls
    }

    public subscript(_ row: Int) -> PostgresRow {
        precondition(row >= 0 && row < count, "there is no row \(row)")
        return PostgresRow(rows: self, row: row)
    }
}

extension PostgresRows: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
}

/// One row. Columns count from 0; reading NULL, or a column as what it is not, is a defect and traps with words,
/// except through the `optional…` readers, which give nil for NULL.
public struct PostgresRow: Sendable {
    let rows: PostgresRows
    let row: Int

    private func cell(_ column: Int) -> ArraySlice<UInt8> {
        let index = row * rows.columns + column
        return rows.bytes[rows.starts[index]..<rows.starts[index + 1]]
    }

    public func isNull(_ column: Int) -> Bool { rows.nulls[row * rows.columns + column] }

    private func present(_ column: Int) -> ArraySlice<UInt8> {
        precondition(!isNull(column), "column \(column) is NULL")
        return cell(column)
    }

    /// A `smallint`, `integer` or `bigint`.
    public func int64(_ column: Int) -> Int64 {
        let bytes = present(column)
        precondition([2, 4, 8].contains(bytes.count), "column \(column) is no integer")
        let isNegative = (bytes.first ?? 0) & 0x80 != 0
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }

    public func int(_ column: Int) -> Int { Int(int64(column)) }
    public func bool(_ column: Int) -> Bool { present(column).first == 1 }
    public func double(_ column: Int) -> Double { Double(bitPattern: UInt64(bitPattern: int64(column))) }
    public func text(_ column: Int) -> String { String(decoding: present(column), as: UTF8.self) }
    public func bytes(_ column: Int) -> [UInt8] { Array(present(column)) }

    public func uuid(_ column: Int) -> PostgresUUID {
        let bytes = present(column)
        precondition(bytes.count == 16, "column \(column) is no uuid")
        return PostgresUUID(
            high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    public func time(_ column: Int) -> PostgresTime {
        let microseconds = int64(column)
        let milliseconds = microseconds >= 0 ? microseconds / 1000 : (microseconds - 999) / 1000
        return PostgresTime(milliseconds: milliseconds + PostgresTime.epoch)
    }

    public func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }
    public func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }
    public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    public func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
    public func optionalTime(_ column: Int) -> PostgresTime? { isNull(column) ? nil : time(column) }
    public func optionalUUID(_ column: Int) -> PostgresUUID? { isNull(column) ? nil : uuid(column) }

    /// A `text[]` without NULLs.
    public func texts(_ column: Int) -> [String] {
        var rest = present(column)
        func integer() -> Int {
            defer { rest = rest.dropFirst(4) }
            return Int(Int32(truncatingIfNeeded: rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }))
        }
        guard integer() == 1 else { return [] }
        rest = rest.dropFirst(8)  // flags and element type
        let count = integer()
        rest = rest.dropFirst(4)  // lower bound
        return (0..<count).map { _ in
            let length = integer()
            defer { rest = rest.dropFirst(length) }
            return String(decoding: rest.prefix(length), as: UTF8.self)
        }
    }
}
