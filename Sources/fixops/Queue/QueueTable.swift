/// Queues as text.
enum QueueTable {
    static func lines(_ rows: [QueueRow]) -> [String] {
        var table = TextTable(
            header: [
                "STAGE", "CLASS", "WAITING", "IN FLIGHT", "DELAYED", "ALONE", "DEAD", "OLDEST", "RATE", "DONE", "",
            ])
        for row in rows {
            table.add([
                row.stage, row.jobClass, "\(row.waiting)", "\(row.inFlight)", "\(row.delayed)", "\(row.alone)",
                row.deadLetters.map { "\($0)" } ?? "?", age(row.oldestMilliseconds), row.rate.map(perSecond) ?? "",
                "\(row.finishedTotal)", row.isPaused ? "paused" : "",
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
        let busy = rows.filter { $0.isBusy || $0.isPaused }.map { row in
            "\(row.stage)/\(row.jobClass) \(row.waiting) waiting, \(row.inFlight) in flight"
                + (row.delayed > 0 ? ", \(row.delayed) delayed" : "") + (row.alone > 0 ? ", \(row.alone) alone" : "")
                + (row.isPaused ? ", paused" : "")
        }
        let dead = rows.compactMap(\.deadLetters).reduce(0, +)
        return (["\(decided) jobs decided"] + busy + (dead > 0 ? [letters(dead)] : [])).joined(separator: "; ")
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

    static func perSecond(_ rate: Double) -> String {
        rate < 0.05 ? "-" : rate < 10 ? "\((rate * 10).rounded() / 10)/s" : "\(Int(rate.rounded()))/s"
    }
}
