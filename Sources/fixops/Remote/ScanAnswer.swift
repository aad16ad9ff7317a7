import Engine
import JSON

/// A scan as the gateway tells of it: queued, failed, or decided.
struct ScanAnswer {
    /// A screen or two; `fixops explain` shows everything.
    private static let pageLimit = 60

    let body: JSONValue
    let cache: String?

    init(_ reply: GatewayReply) throws {
        body = try reply.json()
        cache = reply.cache
    }

    /// Nil while there is none.
    var verdict: Verdict? { (body["verdict"] ?? body["decision"]?["verdict"])?.string.flatMap(Verdict.init) }

    /// Whether nothing more will happen to the scan.
    var isOver: Bool { verdict != nil || hasFailed }

    func isWorse(than other: ScanAnswer) -> Bool { (verdict ?? .defer) > (other.verdict ?? .defer) }

    func show(asJSON: Bool, label: String) {
        if asJSON { return Answer.json(body) }
        guard verdict != nil else {
            let wait = isOver ? "" : " (fixops wait \(scan))"
            return Answer.text(["\(label): \(body["status"]?.string ?? "queued"), scan \(scan)\(wait)"])
        }
        let decision = body["decision"]?.object == nil ? body : body["decision"] ?? body
        var lines = ["\(label)\(cache == "hit" ? " (known already)" : ""):"]
        let page = DecisionText.lines(of: decision)
        lines += page.prefix(Self.pageLimit).map { $0.isEmpty ? "" : "  \($0)" }
        if page.count > Self.pageLimit { lines.append("  … and \(page.count - Self.pageLimit) more lines") }
        if !scan.isEmpty { lines.append("  scan \(scan)") }
        Answer.text(lines)
    }

    /// Ends with the verdict's exit code; without a verdict, 75 if one was waited for.
    func leave(waited: Bool) throws {
        if let verdict { throw VerdictExit(verdict) }
        if hasFailed {
            let problem = body["problem"]?["detail"]?.string ?? "the report could not be read"
            throw CommandFailure.badInput("scan \(scan) failed: \(problem)")
        }
        if waited { throw CommandFailure.noVerdictYet("no verdict yet: `fixops wait \(scan)` asks again") }
    }

    private var hasFailed: Bool { body["status"]?.string == "failed" }

    private var scan: String { body["scan"]?.string ?? "" }
}
