/// Reads the fixed-width fields of a date from UTF-8.
struct DigitScanner<Bytes: Collection> where Bytes.Element == UInt8 {
    private var rest: Bytes.SubSequence

    init(_ bytes: Bytes) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ allowed: UInt8...) -> UInt8? {
        guard let first = rest.first, allowed.contains(first) else { return nil }
        rest = rest.dropFirst()
        return first
    }

    mutating func number(digits: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    mutating func civilDay() -> CivilDay? {
        guard let year = number(digits: 4), skip(UInt8(ascii: "-")) != nil, let month = number(digits: 2),
            skip(UInt8(ascii: "-")) != nil, let day = number(digits: 2)
        else { return nil }
        return CivilDay(year: year, month: month, day: day)
    }

    /// `Thh:mm:ss[.fraction]` in milliseconds; a leap second counts as the next minute's first.
    mutating func clockMilliseconds() -> Int64? {
        guard skip(UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")) != nil, let hour = number(digits: 2),
            skip(UInt8(ascii: ":")) != nil, let minute = number(digits: 2), skip(UInt8(ascii: ":")) != nil,
            let second = number(digits: 2), hour < 24, minute < 60, second <= 60
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + second) * 1000
        guard skip(UInt8(ascii: ".")) != nil else { return whole }
        return fractionMilliseconds().map { whole + $0 }
    }

    /// `Z`, `+hh:mm` or `+hhmm` in milliseconds.
    mutating func offsetMilliseconds() -> Int64? {
        if skip(UInt8(ascii: "Z"), UInt8(ascii: "z")) != nil { return 0 }
        guard let sign = skip(UInt8(ascii: "+"), UInt8(ascii: "-")), let hours = number(digits: 2) else { return nil }
        _ = skip(UInt8(ascii: ":"))
        guard let minutes = number(digits: 2), hours < 24, minutes < 60 else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes) * 60_000
    }

    private mutating func fractionMilliseconds() -> Int64? {
        guard let first = digit() else { return nil }
        var value = first
        var kept = 1
        while let next = digit() {
            guard kept < 3 else { continue }
            value = value * 10 + next
            kept += 1
        }
        return kept == 1 ? value * 100 : kept == 2 ? value * 10 : value
    }

    private mutating func digit() -> Int64? {
        guard let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        rest = rest.dropFirst()
        return Int64(first - UInt8(ascii: "0"))
    }
}
