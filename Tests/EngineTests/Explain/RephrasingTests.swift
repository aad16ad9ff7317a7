import Testing

@testable import Engine

@Suite("A text that a language model worded")
struct RephrasingTests {
    private let original = """
        BLOCK  shop
        due 2026-11-28
        - CVE-2021-44228 has an EPSS of 0.94; p is 0.752.
          1. Upgrade log4j to 2.17.1 or later.
        """

    @Test(
        "counts as faithful while every verdict, identifier, number, date and version is there, and no other",
        arguments: [
            (
                "Shop is at BLOCK until 2026-11-28: upgrade `log4j` to 2.17.1 (CVE-2021-44228, EPSS 0.94, p 0.752).",
                true
            ),
            ("Shop is at ALLOW until 2026-11-28: upgrade log4j to 2.17.1 (CVE-2021-44228, EPSS 0.94, p 0.752).", false),
            ("Shop is at BLOCK until 2026-11-28: upgrade log4j to 2.17.2 (CVE-2021-44228, EPSS 0.94, p 0.752).", false),
            ("Shop is at BLOCK: upgrade log4j to 2.17.1 (CVE-2021-44228, EPSS 0.94, p 0.752).", false),
            (
                "BLOCK 2026-11-28 log4j 2.17.1 CVE-2021-44228 CVE-2021-45046 0.94 0.752", false
            ),
            ("", false), (String(repeating: "word ", count: 2_000), false),
        ])
    func faithful(candidate: String, expected: Bool) {
        #expect(Rephrasing.isFaithful(candidate, to: original) == expected)
    }

    @Test("is taken only where more than half of those that were asked kept every fact, in whatever order they answer")
    func consensus() {
        let facts = "BLOCK 2026-11-28 CVE-2021-44228 0.94 0.752 log4j 2.17.1"
        let texts = ["Shop must upgrade: \(facts)", "Shop must upgrade now: \(facts)", "Something else: \(facts)"]
        let lie = original.replacing("BLOCK", with: "ALLOW")
        let taken = Rephrasing.agreed(texts + [lie], asked: 5, original: original)
        #expect(taken == [texts[0]])
        #expect(Rephrasing.agreed((texts + [lie]).reversed(), asked: 5, original: original) == taken)
        #expect(Rephrasing.agreed(texts, asked: 6, original: original) == nil)
        #expect(Rephrasing.agreed([lie], asked: 1, original: original) == nil)
        #expect(Rephrasing.agreed([], asked: 0, original: original) == nil)
    }

    @Test("reaches no terminal with control characters")
    func printable() {
        let text = original + "\u{1B}[2J\nword"
        #expect(Rephrasing.agreed([text], asked: 1, original: original) == nil, "2J is a word of its own")
        let quiet = original + "\u{07} done"
        #expect(Rephrasing.agreed([quiet], asked: 1, original: original)?.last?.contains("?") == true)
    }
}
