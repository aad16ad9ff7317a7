import JSON
import Stages
import Store

/// Dead letters as JSON.
enum DeadLetterAnswers {
    /// What a list shows of one.
    static func summary(_ letter: StoredDeadLetter) -> [String: JSONValue] {
        [
            "attempts": .integer(Int64(letter.attempts)), "class": .string(letter.jobClass),
            "code": .string(letter.problem.code), "deaths": .integer(Int64(letter.deaths)),
            "decisions": .integer(Int64(letter.decisions)), "engine": .integer(Int64(letter.engine)),
            "failed_at": .string("\(letter.failedAt)"), "first_failed_at": .string("\(letter.firstFailedAt)"),
            "id": .integer(letter.id), "job": .string(letter.job), "reason": .string(letter.problem.reason),
            "redrives": .integer(Int64(letter.redrives)), "scan": letter.scan.map { .string("\($0)") } ?? .null,
            "service": .string(letter.service), "settled_at": letter.settlement.map { .string("\($0.at)") } ?? .null,
            "settled_by": letter.settlement.map { .string($0.by) } ?? .null, "source": .string(letter.source),
            "stage": .string(letter.stage), "state": .string(letter.state.rawValue),
            "times": .integer(Int64(letter.times)),
        ]
    }

    /// Everything that is kept of one.
    static func whole(_ letter: StoredDeadLetter, scan: ScanRecord?) -> JSONValue {
        var body = summary(letter)
        body["error"] = letter.error.map(JSONValue.string) ?? .null
        body["input_digest"] = letter.inputDigest.map { .string("\($0)") } ?? .null
        // What is no JSON, which an unreadable message may be, is shown as text.
        body["message"] =
            (try? JSONValue(parsing: letter.message)) ?? .string(String(decoding: letter.message, as: UTF8.self))
        body["scan_status"] = scan.map { .string($0.status.rawValue) } ?? .null
        body["worker"] = .string(letter.worker)
        return .object(body)
    }

    static func json(_ report: DeadLetterReport, action: String) -> JSONValue {
        let refused = report.refused.map { ($0.key.rawValue, JSONValue.integer(Int64($0.value))) }
        return [
            "action": .string(action), "done": .integer(Int64(report.done)), "dry_run": .bool(report.isDryRun),
            "matched": .integer(Int64(report.matched)),
            "refusals": .array(
                report.refusals.map {
                    ["code": .string($0.code.rawValue), "id": .integer($0.id), "reason": .string($0.reason)]
                }),
            "refused": .object(Dictionary(refused) { first, _ in first }), "rescored": .integer(Int64(report.rescored)),
            "scans": .integer(Int64(report.scans)),
        ]
    }
}
