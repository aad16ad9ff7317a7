import Testing
import YAML

@Suite("A place in YAML")
struct YAMLPlaceTests {
    private let text = """
        version: 1
        losses:
          defer: 3
          exploited: {low: 1,
            high: 5}
        rules:
          - name: a
            when: finding.kind == "secret"
          - name: b
        """

    @Test(
        "is the line of a key, of an element, or of what is nearest around what is absent",
        arguments: [
            ("version", 1), ("losses", 2), ("losses.defer", 3), ("losses.exploited.high", 5),
            ("losses.exploited.medium", 4), ("rules.0.when", 8), ("rules.1", 9), ("rules.1.verdict", 9), ("colour", 1),
        ])
    func lines(path: String, line: Int) {
        #expect(YAMLPlace.line(of: path, in: text) == line)
    }

    @Test("is none where the text is no YAML")
    func noText() {
        #expect(YAMLPlace.line(of: "a", in: "{") == nil)
    }
}
