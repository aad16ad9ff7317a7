import Testing

@testable import Engine

@Suite("Findings that go on under another fingerprint")
struct FindingMoveTests {
    private typealias Make = ClusterSample

    private static func moves(_ gone: [Finding], _ new: [Finding]) -> [String] {
        FindingMove.between(gone: gone, new: new).map { "\($0.from)".suffix(2) + ">" + "\($0.to)".suffix(2) }.sorted()
    }

    private static func flaw(
        _ number: UInt64, _ rule: String = "R", at uri: String = "a/x.py", line: Int? = 7, weaknesses: [Int] = [],
        title: String = "a flaw"
    ) -> Finding {
        Make.finding(number, [rule], kind: .weakness, at: uri, line: line, weaknesses: weaknesses, title: title)
    }

    private static let pairs: [(Finding, Finding, Bool)] = [
        // A folder is renamed, a file is renamed, a rule is renamed.
        (flaw(1), flaw(2, at: "b/x.py", line: 9), true), (flaw(1), flaw(2, at: "a/y.py"), true),
        (flaw(1, weaknesses: [89]), flaw(2, "R2", weaknesses: [89], title: "worded anew"), true),
        // Too far, another rule, another weakness.
        (flaw(1), flaw(2, at: "b/x.py", line: 90), false), (flaw(1), flaw(2, "R2"), false),
        (flaw(1, weaknesses: [89]), flaw(2, "R2", weaknesses: [79]), false),
        (flaw(1, line: nil), flaw(2, at: "b/x.py"), false),
        // A vulnerability under another name, with the package written anew; another package.
        (
            Make.finding(1, ["GHSA-a"], in: "y@1"), Make.finding(2, ["CVE-2024-0001", "GHSA-a"], in: "pkg:npm/y@2"),
            true
        ),
        (Make.finding(1, ["CVE-2024-0001"], in: "y@1"), Make.finding(2, ["CVE-2024-0001"], in: "z@1"), false),
    ]

    @Test("One that is gone is the one that is new where the evidence says so", arguments: pairs)
    func pair(gone: Finding, new: Finding, isMove: Bool) {
        #expect(Self.moves([gone], [new]) == (isMove ? ["01>02"] : []))
    }

    @Test("The nearest go together, and each is in one pair at most")
    func nearest() {
        let gone = [Self.flaw(1, line: 10), Self.flaw(2, line: 12)]
        let new = [
            Self.flaw(3, at: "b/x.py", line: 12), Self.flaw(4, at: "b/x.py", line: 11),
            Self.flaw(5, at: "b/x.py", line: 13),
        ]
        #expect(Self.moves(gone, new) == ["01>04", "02>03"])
        #expect(Self.moves(gone.reversed(), new.reversed()) == ["01>04", "02>03"])
    }
}
