import Fleet
import JSON

/// Queues as text and as JSON.
enum QueueTable {
    static func lines(_ rows: [QueueReader.Row]) -> [String] {
        var table = TextTable(
            header: ["STAGE", "CLASS", "WAITING", "IN FLIGHT", "DELAYED", "ALONE", "OLDEST", "RATE", "DONE", ""])
        for row in rows {
            let depth = row.depth
            table.add([
                depth.stage.rawValue, depth.jobClass.rawValue, "\(depth.waiting)", "\(depth.inFlight)",
                "\(depth.delayed)", "\(depth.alone)", age(depth.oldestMilliseconds), row.rate.map(perSecond) ?? "",
                "\(depth.finishedTotal)", depth.isPaused ? "paused" : "",
            ])
        }
        return table.lines
    }

    static func json(_ row: QueueReader.Row) -> JSONValue {
        let depth = row.depth
        return [
            "alone": .integer(depth.alone), "class": .string(depth.jobClass.rawValue),
            "delayed": .integer(depth.delayed), "finished_total": .integer(depth.finishedTotal),
            "in_flight": .integer(depth.inFlight), "oldest_ms": .integer(depth.oldestMilliseconds),
            "paused": .bool(depth.isPaused), "rate": row.rate.map(JSONValue.number) ?? .null,
            "stage": .string(depth.stage.rawValue), "waiting": .integer(depth.waiting),
        ]
    }

    /// The stages with work, in one line; for output that is no terminal.
    static func summary(_ rows: [QueueReader.Row]) -> String {
        let done = rows.filter { $0.depth.stage == .evidence }.map(\.depth.finishedTotal).reduce(0, +)
        let busy = rows.filter { $0.depth.demand > 0 }.map {
            "\($0.depth.stage.rawValue)/\($0.depth.jobClass.rawValue) \($0.depth.waiting) waiting, \($0.depth.inFlight) in flight"
        }
        return (["\(done) jobs decided"] + busy).joined(separator: "; ")
    }

    private static func age(_ milliseconds: Int64) -> String {
        switch milliseconds {
        case ...0: "-"
        case ..<1000: "\(milliseconds) ms"
        case ..<120_000: "\(milliseconds / 1000) s"
        case ..<7_200_000: "\(milliseconds / 60_000) min"
        default: "\(milliseconds / 3_600_000) h"
        }
    }

    private static func perSecond(_ rate: Double) -> String {
        rate == 0 ? "-" : rate < 10 ? "\((rate * 10).rounded() / 10)/s" : "\(Int(rate))/s"
    }
}
