public import JSON

/// A decision for people, from the object that `DecisionAnswer` builds: no other source, so that what was cached or
/// sent reads the same.
public enum DecisionText {
    /// Lines without line ends and without colour. Control characters of reports are shown as `?`.
    public static func lines(of answer: JSONValue) -> [String] {
        let page = DecisionPage(answer)
        return (page.head + page.reasons + page.findings + page.tail).map(printable)
    }

    /// A report's text may hold terminal sequences.
    static func printable(_ line: String) -> String {
        let isClean = line.unicodeScalars.allSatisfy { !isControl($0) }
        guard !isClean else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.map { isControl($0) ? "?" : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}

/// The parts of the page, top to bottom.
private struct DecisionPage {
    private static let findingLimit = 50
    private static let titleLimit = 160
    private static let stepLimit = 10

    private let answer: JSONValue

    init(_ answer: JSONValue) { self.answer = answer }

    var head: [String] {
        var line = answer["verdict"]?.string ?? "?"
        if let service = answer["service"]?.string { line += "  \(service)" }
        if let source = answer["source"]?.string, source != "default" { line += " (\(source))" }
        if answer["superseded"]?.bool == true { line += "  superseded by a later decision" }
        return [line] + (answer["due"]?.string.map { ["due \($0)"] } ?? [])
    }

    var reasons: [String] { texts(answer["reasons"]).map { "- \($0)" } }

    /// Those that are not ALLOW, as many as a person reads.
    var findings: [String] {
        let raised = (answer["findings"]?.array ?? []).filter { $0["verdict"]?.string != Verdict.allow.rawValue }
        let all = raised.count + Int(answer["findings_omitted"]?.integer ?? 0)
        let shown = raised.prefix(Self.findingLimit)
        guard !shown.isEmpty else { return [] }
        return [""] + shown.flatMap(finding) + (raised.count > shown.count ? ["… and \(all - shown.count) more"] : [])
    }

    var tail: [String] {
        var lines = ["", counts]
        if let coverage = answer["coverage"]?.array, !coverage.isEmpty {
            lines.append("inputs: " + coverage.map(input).joined(separator: ", "))
            lines += coverage.compactMap { entry in
                entry["reason"]?.string.map { "\(entry["input"]?.string ?? "?"): \($0)" }
            }
        }
        let unknown = texts(answer["context"]?["unknown"]).compactMap { ContextFact(rawValue: $0)?.words }
        if !unknown.isEmpty { lines.append("nobody declared of the service: \(unknown.joined(separator: ", "))") }
        let samples = FeedName.allCases.filter { answer["feeds"]?[$0.rawValue]?["sample"]?.bool == true }
        if !samples.isEmpty {
            lines.append("SAMPLE data, not for real decisions: \(samples.map(\.rawValue).joined(separator: ", "))")
        }
        let change = texts(answer["change_set"])
        if !change.isEmpty { lines.append("to reach ALLOW, resolve \(changeSet(change))") }
        lines += plan
        if let policy = answer["policy"], let digest = policy["digest"]?.string {
            let override = policy["override"]?.string.map { ", override \($0)" } ?? ""
            let origin = policy["origin"]?.string.map { ", from \($0)" } ?? ""
            lines.append("policy \(policy["name"]?.string ?? "?") \(digest.prefix(12))\(override)\(origin)")
        }
        if let hash = answer["evidence"]?["sha256"]?.string { lines.append("evidence sha256:\(hash)") }
        return lines
    }

    /// The first steps of the remediation.
    private var plan: [String] {
        let steps = answer["remediation"]?.array ?? []
        guard !steps.isEmpty else { return [] }
        let shown = steps.prefix(Self.stepLimit).enumerated().map { index, step in
            let due = step["due_days"]?.integer.map { ", due in \($0) days" } ?? ""
            let owner = step["owner"]?.string.map { ", for \($0)" } ?? ""
            return "  \(index + 1). \(step["text"]?.string ?? "?") (\(step["verdict"]?.string ?? "?")\(due)\(owner))"
        }
        let rest = steps.count > shown.count ? ["  … and \(steps.count - shown.count) more"] : []
        return ["what to do:"] + shown + rest
    }

    private var counts: String {
        func count(_ name: String) -> String { String(answer["counts"]?[name]?.integer ?? 0) }
        let suppressed = count("suppressed") == "0" ? "" : ", \(count("suppressed")) suppressed"
        let all = count("findings") == "1" ? "1 finding" : "\(count("findings")) findings"
        return "\(all): \(count("block")) BLOCK, \(count("defer")) DEFER, \(count("allow")) ALLOW\(suppressed)"
    }

    private func finding(_ finding: JSONValue) -> [String] {
        let ids = texts(finding["ids"])
        let name = ids.isEmpty ? finding["title"]?.string ?? finding["fingerprint"]?.string ?? "?" : names(ids)
        let place = [finding["component"]?.string, location(finding["location"])].compactMap(\.self)
        let line = ([finding["verdict"]?.string ?? "?", name] + place).joined(separator: "  ")
        let title = ids.isEmpty ? nil : finding["title"]?.string.flatMap { ids.contains($0) ? nil : $0 }
        let fixes = texts(finding["fixed_in"])
        let fix = fixes.isEmpty ? [] : ["    fixed in \(fixes.joined(separator: ", "))"]
        let titleLine = title.map { ["    \(cut($0))"] } ?? []
        return [line] + titleLine + texts(finding["reasons"]).map { "    - \($0)" } + fix
    }

    private func cut(_ title: String) -> String {
        title.count > Self.titleLimit ? title.prefix(Self.titleLimit) + "…" : title
    }

    /// At most four ids; rule ids and aliases can be many.
    private func names(_ ids: [String]) -> String {
        let shown = ids.prefix(4).joined(separator: " ")
        return ids.count > 4 ? "\(shown) and \(ids.count - 4) more" : shown
    }

    private func location(_ value: JSONValue?) -> String? {
        value?["uri"]?.string.map { uri in value?["line"]?.integer.map { "\(uri):\($0)" } ?? uri }
    }

    private func input(_ entry: JSONValue) -> String {
        let at = entry["at"]?.string.map { " (\($0.prefix(10)))" } ?? ""
        return "\(entry["input"]?.string ?? "?") \(entry["state"]?.string ?? "?")\(at)"
    }

    private func changeSet(_ fingerprints: [String]) -> String {
        fingerprints.count == 1
            ? "finding \(fingerprints[0])"
            : "these \(fingerprints.count) findings, of which none can be left out: "
                + fingerprints.prefix(10).joined(separator: ", ") + (fingerprints.count > 10 ? ", …" : "")
    }

    private func texts(_ value: JSONValue?) -> [String] { value?.array?.compactMap(\.string) ?? [] }
}
