/// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds. The Engine's only notion of time; it never reads a clock.
public struct Timestamp: Comparable, Hashable, Sendable {
    /// Milliseconds since the Unix epoch.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The instant `days` days later (earlier if negative).
    public func adding(days: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + days * 86_400_000) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-11-24T05:06:07.089Z`.
    public var description: String {
        let day = CivilDay(daysSinceEpoch: milliseconds.flooredDivision(by: 86_400_000))
        let rest = milliseconds - day.daysSinceEpoch * 86_400_000
        let clock = [(rest / 3_600_000, 2), (rest / 60_000 % 60, 2), (rest / 1000 % 60, 2), (rest % 1000, 3)]
            .map { padded($0.0, to: $0.1) }
        return "\(day)T\(clock[0]):\(clock[1]):\(clock[2]).\(clock[3])Z"
    }

    /// Reads RFC 3339 (section 5.6), a bare `YYYY-MM-DD` (midnight UTC), and the offsets `Z`, `+hh:mm` and `+hhmm`.
    /// Any number of fraction digits is accepted and cut to milliseconds. Anything else is nil.
    public init?(_ text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let day = scanner.civilDay() else { return nil }
        let midnight = day.daysSinceEpoch * 86_400_000
        if scanner.isAtEnd {
            self.init(milliseconds: midnight)
            return
        }
        guard let clock = scanner.clockMilliseconds(), let offset = scanner.offsetMilliseconds(), scanner.isAtEnd
        else { return nil }
        self.init(milliseconds: midnight + clock - offset)
    }
}

/// A day of the proleptic Gregorian calendar.
struct CivilDay: CustomStringConvertible {
    let daysSinceEpoch: Int64
    let year: Int64
    let month: Int64
    let day: Int64

    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    init(daysSinceEpoch days: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        daysSinceEpoch = days
    }

    /// The same source, `days_from_civil`. Nil for a date that the calendar does not have.
    init?(year: Int64, month: Int64, day: Int64) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredDivision(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let candidate = CivilDay(daysSinceEpoch: era * 146_097 + dayOfEra - 719_468)
        guard candidate.month == month, candidate.day == day else { return nil }
        self = candidate
    }

    var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }
}

private func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
