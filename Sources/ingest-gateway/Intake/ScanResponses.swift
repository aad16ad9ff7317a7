import Engine
import Hummingbird
import JSON

/// How the gateway answers a report.
enum ScanResponses {
    /// 202: committed, and decided later.
    static func queued(_ scan: ScanID) -> Response {
        var headers = HTTPFields()
        headers[.location] = "/api/v1/scans/\(scan)"
        return Answer.json(.accepted, ["scan": .string("\(scan)"), "status": "queued"], headers: headers)
    }

    /// 200 from a fingerprint.
    static func known(_ hit: ShortCircuit.Hit) -> Response {
        var headers = HTTPFields()
        headers[cacheHeader] = "hit"
        return Answer.json(.ok, hit.answer, headers: headers)
    }

    /// 200 with the decision, 202 when it is not known in time; throws the problem of a scan that failed.
    static func ended(_ scan: ScanID, _ end: WaitEnd) throws(Problem) -> Response {
        switch end {
        case .decided(let answer): return Answer.json(.ok, answer)
        case .failed(let problem): throw problem
        case .notYet: return queued(scan)
        }
    }
}
