import Engine
import JSON

/// A scan's way from its acceptance to its evidence, as a table in the order of time.
struct ScanTimeline {
    private struct Row {
        let at: Timestamp
        let step: String
        var waited = ""
        var ran = ""
        var delivery = ""
        var made = ""
        var worker = ""
    }

    private var rows: [Row] = []

    /// `scan` is the gateway's answer about it.
    init(_ scan: JSONValue) {
        addAcceptance(scan)
        for step in scan["timeline"]?.array ?? [] { addStage(step) }
        for letter in scan["dead_letters"]?.array ?? [] { addLetter(letter) }
        addDecision(scan["decision"])
    }

    var lines: [String] {
        let start = rows.map(\.at).min()
        var table = TextTable(header: ["AT", "SINCE", "STEP", "WAITED", "RAN", "TRY", "MADE", "WORKER"])
        for row in rows.enumerated().sorted(by: { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }) {
            let since = row.element.at.milliseconds - (start?.milliseconds ?? 0)
            table.add([
                "\(row.element.at)", "+\(since) ms", row.element.step, row.element.waited, row.element.ran,
                row.element.delivery, row.element.made, row.element.worker,
            ])
        }
        return table.lines
    }

    /// A scan is committed before it is answered and before it is queued; its first stage tells when that was.
    private mutating func addAcceptance(_ scan: JSONValue) {
        guard let accepted = Self.time(scan["accepted_at"]) else { return }
        rows.append(Row(at: accepted, step: "accepted", made: Self.short(scan["artifact"])))
        guard let first = scan["timeline"]?.array?.first, first["queue_ms"] != nil, let end = Self.time(first["at"])
        else { return }
        let inStage = (first["ms"]?.integer ?? 0) + (first["queue_ms"]?.integer ?? 0)
        // Two machines' clocks may differ by more than a commit takes.
        let queued = max(accepted, Timestamp(milliseconds: end.milliseconds - inStage))
        rows.append(Row(at: queued, step: "committed, queued"))
    }

    private mutating func addStage(_ step: JSONValue) {
        guard let at = Self.time(step["at"]) else { return }
        let name = step["stage"]?.string ?? "?"
        let error = step["error"]?.string.map { " failed: \($0)" } ?? ""
        rows.append(
            Row(
                at: at, step: name + error, waited: Self.milliseconds(step["queue_ms"]),
                ran: Self.milliseconds(step["ms"]), delivery: step["delivery"]?.integer.map { "\($0)" } ?? "",
                made: step["digest"]?.string ?? "", worker: step["worker"]?.string ?? ""))
    }

    private mutating func addLetter(_ letter: JSONValue) {
        let id = letter["id"]?.integer ?? 0
        if let at = Self.time(letter["failed_at"]) {
            rows.append(Row(at: at, step: "dead letter \(id) at \(letter["stage"]?.string ?? "?")"))
        }
        if let at = Self.time(letter["settled_at"]) {
            let action = (letter["redrives"]?.integer ?? 0) > 0 ? "redriven" : "discarded"
            rows.append(Row(at: at, step: "dead letter \(id) \(action) by \(letter["settled_by"]?.string ?? "?")"))
        }
    }

    private mutating func addDecision(_ decision: JSONValue?) {
        guard let decision, let at = Self.time(decision["decided_at"]) else { return }
        rows.append(Row(at: at, step: "decision: \(decision["verdict"]?.string ?? "?")"))
        rows.append(Row(at: at, step: "evidence committed", made: Self.short(decision["evidence"]?["sha256"])))
    }

    private static func time(_ value: JSONValue?) -> Timestamp? { value?.string.flatMap { Timestamp($0) } }

    private static func short(_ digest: JSONValue?) -> String { String((digest?.string ?? "").prefix(16)) }

    private static func milliseconds(_ value: JSONValue?) -> String { value?.integer.map { "\($0) ms" } ?? "" }
}
