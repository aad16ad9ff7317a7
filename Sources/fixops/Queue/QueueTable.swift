/// Queues as text.
enum QueueTable {
    /// A rate below it is shown as none.
    static let leastRate = 0.05

    /// What a narrow terminal cuts off stands at the end.
    static func lines(_ rows: [QueueRow]) -> [String] {
        var table = TextTable(
            header: [
                "STAGE", "CLASS", "WAITING", "IN FLIGHT", "OLDEST", "RATE", "RETRIED/MIN", "DEAD/MIN", "DELAYED",
                "ALONE", "DEAD", "DONE", "",
            ])
        for row in rows {
            table.add([
                row.stage, row.jobClass, "\(row.waiting)", "\(row.inFlight)", age(row.oldestMilliseconds),
                row.rate.map(perSecond) ?? "", row.retriedPerMinute.map(rate) ?? "", row.deadPerMinute.map(rate) ?? "",
                "\(row.delayed)", "\(row.alone)", row.deadLetters.map { "\($0)" } ?? "?", "\(row.finishedTotal)",
                row.isPaused ? "paused" : "",
            ])
        }
        return table.lines
    }

    /// What the table has no room for: who paused what, and where dead letters are looked at.
    static func notes(_ rows: [QueueRow]) -> [String] {
        var notes = rows.filter(\.isPaused).map { row in
            let name = row.pausedBy.isEmpty ? "" : " by \(row.pausedBy)"
            return
                "\(row.stage)/\(row.jobClass) is paused\(name)\(row.pauseReason.isEmpty ? "" : ": \(row.pauseReason)")"
        }
        let dead = rows.compactMap(\.deadLetters).reduce(0, +)
        if dead > 0 { notes.append("\(letters(dead)): fixops queue dead") }
        return notes
    }

    /// The stages with work, in one line; for output that is no terminal.
    static func summary(_ rows: [QueueRow]) -> String {
        let decided = rows.filter { $0.stage == "evidence" }.map(\.finishedTotal).reduce(0, +)
        let busy = rows.filter { $0.isBusy || $0.isGivingUp || $0.isPaused }.map { row in
            "\(row.stage)/\(row.jobClass) \(row.waiting) waiting, \(row.inFlight) in flight"
                + (row.delayed > 0 ? ", \(row.delayed) delayed" : "") + (row.alone > 0 ? ", \(row.alone) alone" : "")
                + failures("retried", row.retriedPerMinute) + failures("given up", row.deadPerMinute)
                + (row.isPaused ? ", paused" : "")
        }
        let dead = rows.compactMap(\.deadLetters).reduce(0, +)
        return (["\(decided) jobs decided"] + busy + (dead > 0 ? [letters(dead)] : [])).joined(separator: "; ")
    }

    private static func failures(_ what: String, _ perMinute: Double?) -> String {
        guard let perMinute, perMinute >= leastRate else { return "" }
        return ", \(rate(perMinute)) \(what) a minute"
    }

    private static func letters(_ count: Int64) -> String { count == 1 ? "1 dead letter" : "\(count) dead letters" }

    static func age(_ milliseconds: Int64) -> String {
        switch milliseconds {
        case ...0: "-"
        case ..<1000: "\(milliseconds) ms"
        case ..<120_000: "\(milliseconds / 1000) s"
        case ..<7_200_000: "\(milliseconds / 60_000) min"
        default: "\(milliseconds / 3_600_000) h"
        }
    }

    private static func rate(_ value: Double) -> String {
        value < leastRate ? "-" : value < 10 ? "\((value * 10).rounded() / 10)" : "\(Int64(min(value, 1e15).rounded()))"
    }

    static func perSecond(_ rate: Double) -> String {
        rate < leastRate ? "-" : "\(self.rate(rate))/s"
    }
}
