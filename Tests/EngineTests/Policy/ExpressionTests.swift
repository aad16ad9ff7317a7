import Testing

@testable import Engine

@Suite("An expression over facts")
struct ExpressionTests {
    private func view(
        _ kind: FindingKind = .vulnerability, _ severity: Severity = .high, score: Int? = 75, epssE5: Int? = 20_000,
        isInKEV: Bool = false, isKEVRead: Bool = true, _ context: ServiceContext = ServiceContext(exposure: .controlled)
    ) -> FactView {
        FactView(
            finding: FindingFacts(
                fingerprint: .numbered(1), kind: kind, severity: severity, scoreTenths: score,
                cves: ["CVE-2024-1000"], isSuppressed: false),
            cve: CVEFacts(cve: "CVE-2024-1000", epssE5: epssE5, isInKEV: isInKEV, isRansomware: false),
            context: context, isKEVRead: isKEVRead, probability: 0.06)
    }

    @Test(
        "holds where what it says is so",
        arguments: [
            #"cve.epss >= 0.2"#, #"finding.score > 7 and finding.score < 7.6"#, #"finding.severity >= "medium""#,
            #"finding.kind in ["secret", "vulnerability"]"#, #"service.exposure != "open""#, #"not cve.kev"#,
            #"cve.kev or cve.id == "CVE-2024-1000""#, #"not (cve.kev or finding.severity == "low")"#,
            #"cve.kev == false and known(service.exposure)"#, #"risk.p >= 0.05"#, #"service.exposure < "open""#,
            #"cve.kev and cve.ransomware or cve.epss > 0.1"#,
        ])
    func holds(text: String) throws {
        #expect(try ExpressionParser.expression(text).holds(for: view()))
    }

    @Test(
        "says nothing of KEV where the catalogue was not read",
        arguments: ["not cve.kev", "cve.kev == false", "not cve.ransomware", "cve.kev"])
    func kevNotRead(text: String) throws {
        #expect(try !ExpressionParser.expression(text).holds(for: view(isKEVRead: false)))
    }

    @Test(
        "that reads an unknown fact is never true, and neither is its contrary",
        arguments: [
            #"finding.score >= 0"#, #"finding.severity <= "critical""#, #"cve.epss < 0.5"#, #"service.reachable"#,
            #"service.human_impact != "low""#, #"service.waf in [true, false]"#,
        ])
    func unknown(text: String) throws {
        let unknown = view(.vulnerability, .unknown, score: nil, epssE5: nil, .unknown)
        #expect(try !ExpressionParser.expression(text).holds(for: unknown))
        #expect(try !ExpressionParser.expression("not (\(text))").holds(for: unknown))
        #expect(try ExpressionParser.expression("\(text) or not cve.kev").holds(for: unknown))
        #expect(try !ExpressionParser.expression("\(text) and not cve.kev").holds(for: unknown))
    }

    @Test(
        "is refused with the column where it goes wrong",
        arguments: [
            (#"cve.cvss > 7"#, 1), (#"finding.severity >= "urgent""#, 21), (#"finding.severity"#, 1),
            (#"cve.kev > true"#, 9), (#"finding.kind < "secret""#, 14), (#"cve.epss == "high""#, 13),
            (#"cve.kev and"#, 12), (#"(cve.kev"#, 9), (#"cve.kev cve.kev"#, 9), (#"cve.epss = 1"#, 10),
            (#"cve.id == "CVE"#, 11), (#""#, 1), (#"known(cve.x)"#, 7), (#"finding.kind in []"#, 18),
        ])
    func refusals(text: String, column: Int) {
        do {
            _ = try ExpressionParser.expression(text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.column == column, "\(error)")
        }
    }

    @Test("nested without end is refused")
    func depth() {
        let text = String(repeating: "not ", count: 100_000) + "cve.kev"
        #expect(throws: ExpressionError.self) { try ExpressionParser.expression(text) }
    }

    @Test("is either read or refused, whatever it is made of: 10,000 cases")
    func noise() {
        let pieces = [
            "cve.kev", "and", "or", "not", "(", ")", "in", "[", "]", "\"a\"", "1", ">=", "known", "finding.score",
        ]
        var random = SeededGenerator(seed: 5)
        for _ in 0..<10_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }.joined(separator: " ")
            guard let read = try? ExpressionParser.expression(text) else { continue }
            #expect(read.source == text)
            _ = read.holds(for: view())
        }
    }
}
