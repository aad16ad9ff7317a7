/// Reads the lines of an EPSS file by hand; a file has some 360,000 of them.
struct EPSSReader {
    private var content = EPSSContent()
    private var reader: ByteReader
    private var hasPercentile = false
    private var lineNumber = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) { reader = ByteReader(bytes) }

    mutating func read() throws(FeedProblem) -> EPSSContent {
        for mark: UInt8 in [0xEF, 0xBB, 0xBF] { _ = reader.skip(mark) }
        while reader.next == UInt8(ascii: "#") { readComment() }
        try readColumns()
        content.rows.reserveCapacity(reader.bytes.count / 28)
        while !reader.isAtEnd {
            if reader.skipLineEnd() {
                lineNumber += 1
                continue
            }
            content.rows.append(try row())
        }
        guard !content.rows.isEmpty else { throw FeedProblem(.empty, "the EPSS file has no rows: fetch it again") }
        return content
    }

    /// `#model_version:v2025.03.14,score_date:2025-08-25T12:55:00Z`, in 2024 with the offset `+0000`.
    private mutating func readComment() {
        lineNumber += 1
        for field in reader.line().dropFirst().split(separator: ",") {
            guard let colon = field.firstIndex(of: ":") else { continue }
            let value = field[field.index(after: colon)...]
            switch field[..<colon] {
            case "model_version": content.model = String(value)
            case "sample": content.isSample = content.isSample || value == "true"
            case "score_date": content.date = Timestamp(value)
            default: continue
            }
        }
        if content.model.hasPrefix("sample") { content.isSample = true }
    }

    private mutating func readColumns() throws(FeedProblem) {
        lineNumber += 1
        let columns = reader.line()
        switch columns {
        case "cve,epss": hasPercentile = false
        case "cve,epss,percentile": hasPercentile = true
        default:
            throw FeedProblem(
                .wrongShape,
                "this is not an EPSS file: its columns are \"\(columns.prefix(60))\" "
                    + "and not \"cve,epss,percentile\"")
        }
    }

    @inline(__always)
    private mutating func row() throws(FeedProblem) -> EPSSRow {
        let isComplete: Bool
        guard let cve = reader.cve(), reader.skip(UInt8(ascii: ",")) else { throw malformed("names no CVE") }
        guard let score = reader.decimal(), let scoreE5 = Self.scoreE5(score) else {
            throw malformed("has no score between 0 and 1")
        }
        if hasPercentile {
            isComplete = reader.skip(UInt8(ascii: ",")) && reader.decimal() != nil && reader.skipLineEnd()
        } else {
            isComplete = reader.skipLineEnd()
        }
        guard isComplete else { throw malformed("does not have the columns that the header names") }
        lineNumber += 1
        return EPSSRow(cve: cve, scoreE5: scoreE5)
    }

    /// Rounded half up to 1e-5; nil above 1.
    @inline(__always)
    private static func scoreE5(_ number: (mantissa: Int64, exponent: Int)) -> Int32? {
        if number.mantissa == 0 { return 0 }
        guard number.exponent <= 0, number.exponent >= -18 else { return number.exponent > 0 ? nil : 0 }
        guard number.mantissa <= Self.powers[-number.exponent] else { return nil }
        let shift = number.exponent + 5
        if shift >= 0 { return Int32(number.mantissa * Self.powers[shift]) }
        let divisor = Self.powers[-shift]
        return Int32((number.mantissa + divisor / 2) / divisor)
    }

    private func malformed(_ what: String) -> FeedProblem {
        FeedProblem(.malformedRow, "line \(lineNumber) of the EPSS file \(what)")
    }

    /// 10^0 to 10^18.
    private static let powers: [Int64] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
