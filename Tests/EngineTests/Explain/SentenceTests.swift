import Testing

@testable import Engine

@Suite("Sentences")
struct SentenceTests {
    @Test(
        "say a reason with its parameters",
        arguments: [
            (
                Reason(.coverageNotChecked, ["input": "kev", "verdict": "DEFER"]),
                "The KEV feed was not checked, so the verdict is at least DEFER."
            ),
            (
                Reason(.coverageNotChecked, ["input": "policy", "verdict": "DEFER"]),
                "The service's policy could not be loaded and the default pack stands in for it, so the verdict is at least DEFER."
            ),
            (
                Reason(.coverageNotChecked, ["input": "report"]),
                "The report does not show that an analysis ran, so the verdict is at least DEFER."
            ),
            (
                Reason(.coverageStale, ["input": "epss", "verdict": "DEFER"]),
                "The EPSS feed is too old, so the verdict is at least DEFER."
            ),
            (
                Reason(.epssRead, ["cve": "CVE-2021-44228", "epss": "0.94358"]),
                "EPSS puts the chance that CVE-2021-44228 is exploited somewhere within 30 days at 94 %."
            ),
            (
                Reason(.epssPrior, ["cve": "CVE-2021-1", "p": "6.2894e-05"]),
                "EPSS has no score for CVE-2021-1: the measured rate of CVEs without one was used, 0.0063 %."
            ),
            (
                Reason(.floorKEVOpen, ["cve": "CVE-2021-44228", "verdict": "BLOCK"]),
                "CVE-2021-44228 is known to be exploited (CISA KEV) and the service is openly exposed, so the verdict is at least BLOCK."
            ),
            (
                Reason(.risk, ["p": "0.32", "verdict": "DEFER"]),
                "The chance that this instance is compromised is 32 %, which calls for DEFER."
            ),
            (
                Reason(.table, ["outcome": "scheduled", "table": "ssvc-deployer-1.0.0", "verdict": "ALLOW"]),
                "The decision table ssvc-deployer-1.0.0 gives scheduled, which allows it."
            ),
            (Reason(.worstFinding, ["count": "1", "verdict": "BLOCK"]), "One finding calls for BLOCK."),
            (Reason(.worstFinding, ["count": "3", "verdict": "DEFER"]), "3 findings call for DEFER."),
            (Reason(.suppressed, ["count": "2"]), "2 findings are suppressed by the report itself and do not count."),
        ])
    func texts(reason: Reason, expected: String) { #expect(Sentence.text(of: reason) == expected) }

    @Test("exist for every code, even without parameters", arguments: ReasonCode.allCases)
    func everyCode(code: ReasonCode) {
        let text = Sentence.text(of: Reason(code))
        #expect(text.hasSuffix(".") && text.first?.isLowercase == false)
    }

    @Test(
        "show small and large chances as they are",
        arguments: [
            (0.0, "0 %"), (1, "100 %"), (0.9999, "over 99 %"), (0.5, "50 %"), (0.123, "12 %"), (0.0999, "10 %"),
            (0.05, "5 %"),
            (0.0123, "1.2 %"), (0.002, "0.2 %"), (0.00005, "0.005 %"), (1e-9, "under 0.0001 %"),
        ])
    func percent(probability: Double, text: String) { #expect(ShortNumber.percent(of: probability) == text) }
}
