import Hashing
import JSON
import NIOHTTP1

/// One of the load's callers: new reports, reports that it sent before, unreadable ones, webhooks, contexts.
struct LoadCaller {
    private struct Sent {
        let report: Report
        let service: String
        let source: String
    }

    /// Refusals after which a caller gives a report up.
    private static let patience = 40
    private static let services = 12
    private static let sources = ["sast", "deps", "image"]

    private let load: Load
    private let number: Int
    private var count = 0
    private var generator: SeededGenerator
    private var sent: [Sent] = []

    init(number: Int, load: Load) {
        self.load = load
        self.number = number
        generator = SeededGenerator(seed: load.seed, part: "caller \(number)")
    }

    /// One request, with its retries.
    mutating func act() async {
        count += 1
        switch Int.random(in: 0..<100, using: &generator) {
        case ..<62: await postNew()
        case ..<88: await postAgain()
        case ..<92: await postUnreadable()
        case ..<98: await callWebhook()
        default: await putContext()
        }
    }

    mutating func pause(_ mean: Duration) async {
        // Ignored: cancellation ends the load.
        try? await Task.sleep(for: mean * Double.random(in: 0.5...1.5, using: &generator))
    }

    private mutating func postNew() async {
        let report = Report(number: number * 1_000_000 + count, using: &generator)
        let service = "shop-\(Int.random(in: 0..<Self.services, using: &generator))"
        let new = Sent(report: report, service: service, source: Self.sources.randomElement(using: &generator) ?? "x")
        await post(new)
        sent.append(new)
        if sent.count > 8 { sent.removeFirst() }
    }

    private mutating func postAgain() async {
        guard let again = sent.randomElement(using: &generator) else { return await postNew() }
        await post(again)
    }

    private mutating func post(_ sent: Sent) async {
        let wait = Int.random(in: 0..<8, using: &generator) == 0 ? "&wait=5" : ""
        let path = "/api/v1/scans?service=\(sent.service)&source=\(sent.source)\(wait)"
        guard let reply = await request(sent.report.bytes, path) else { return }
        guard [200, 202].contains(reply.status), let json = reply.json, let scan = json["scan"]?.string else {
            return load.promises.note(wrong: "a report was answered \(reply.status)")
        }
        guard reply.isHit else { return load.promises.note(scan, .decided) }
        load.promises.note(
            Promises.Hit(
                decision: json["decision"]?.string ?? "", service: sent.service, source: sent.source,
                artifact: sent.report.digest))
    }

    private mutating func postUnreadable() async {
        let body = Array("{\"version\":\"2.1.0\",\"runs\":[{\"cut\":\(number),\"\(count)".utf8)
        guard let reply = await request(body, "/api/v1/scans?service=broken&format=sarif") else { return }
        guard reply.status == 202, let scan = reply.json?["scan"]?.string else {
            return load.promises.note(wrong: "an unreadable report was answered \(reply.status)")
        }
        load.promises.note(scan, .unreadable)
    }

    /// A delivery, and the same one again through any gateway, as forges do when they got no answer.
    private mutating func callWebhook() async {
        let body = WebhookBody(alert: Int.random(in: 1...30, using: &generator), number: count, caller: number)
        let headers = body.headers(delivery: "chaos-\(number)-\(count)")
        var scans: Set<String> = []
        for attempt in 0..<3 {
            guard let reply = await request(body.bytes, "/api/v1/webhooks/github", headers: headers) else { continue }
            guard [200, 202].contains(reply.status), let scan = reply.json?["scan"]?.string else {
                load.promises.note(wrong: "a webhook was answered \(reply.status)")
                continue
            }
            scans.insert(scan)
            load.promises.note(scan, .decided)
            load.promises.count { if attempt > 0 { $0.repeatedDeliveries += 1 } else { $0.deliveries += 1 } }
        }
        if scans.count > 1 { load.promises.count { $0.doubledDeliveries += 1 } }
    }

    private mutating func putContext() async {
        let impact = ["low", "medium", "high"].randomElement(using: &generator) ?? "low"
        let exposure = ["open", "controlled", "small"].randomElement(using: &generator) ?? "open"
        let service = "shop-\(Int.random(in: 0..<Self.services, using: &generator))"
        let body = Array("exposure: \(exposure)\nhuman_impact: \(impact)\n".utf8)
        guard let reply = await request(body, "/api/v1/services/\(service)/context", method: .PUT) else { return }
        guard reply.status == 200 else {
            return load.promises.note(
                wrong:
                    "a context was answered \(reply.status) \(String(decoding: reply.bytes.prefix(200), as: UTF8.self))"
            )
        }
        load.promises.count { $0.contexts += 1 }
    }

    /// Sends until a gateway takes it, or patience ends. Nil where nobody is known to have taken it.
    private mutating func request(
        _ body: [UInt8], _ path: String, method: HTTPMethod = .POST, headers: [(String, String)] = []
    ) async -> GatewayClient.Reply? {
        for _ in 0..<Self.patience where !Task.isCancelled {
            let gateway = load.gateways.randomElement(using: &generator) ?? ""
            do {
                let reply = try await load.client.send(body, to: gateway + path, method: method, headers: headers)
                guard [429, 503].contains(reply.status) else { return reply }
                load.promises.count { $0.refused += 1 }
            } catch {
                load.promises.count { $0.unanswered += 1 }
            }
            await pause(.milliseconds(500))
        }
        load.promises.count { $0.givenUp += 1 }
        return nil
    }
}
