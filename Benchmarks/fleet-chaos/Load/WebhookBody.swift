import Hashing

/// A signed call of GitHub's webhook: a Dependabot alert that changed.
struct WebhookBody: Sendable {
    let bytes: [UInt8]

    /// `caller` and `number` make the body unique.
    init(alert: Int, number: Int, caller: Int) {
        let cve = Report.cves[alert % Report.cves.count]
        bytes = Array(
            """
            {"action":"created","alert":{"number":\(alert),"state":"open","dependency":{"package":{"ecosystem":"npm",\
            "name":"lodash"},"manifest_path":"web/\(caller)-\(number).json","scope":"runtime"},"security_advisory":{\
            "ghsa_id":"GHSA-35jh-r3h4-6jhm","cve_id":"\(cve)","summary":"Command injection","severity":"high",\
            "identifiers":[{"type":"CVE","value":"\(cve)"}]},"security_vulnerability":{"package":{"ecosystem":"npm",\
            "name":"lodash"},"severity":"high","vulnerable_version_range":"< 4.17.21","first_patched_version":\
            {"identifier":"4.17.21"}}},"repository":{"id":1,"name":"shop","full_name":"acme/shop"}}
            """.utf8)
    }

    func headers(delivery: String) -> [(String, String)] {
        let tag = HMACSHA256.authenticate(bytes, key: Array(Subject.webhookSecret.utf8))
        return [
            ("content-type", "application/json"), ("x-github-delivery", delivery),
            ("x-github-event", "dependabot_alert"), ("x-hub-signature-256", "sha256=\(Hex.encode(tag))"),
        ]
    }
}
