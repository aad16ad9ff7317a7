import JSON
import Testing
import YAML

@testable import Engine

@Suite("A playbook")
struct PlaybookTests {
    private func builtIn() throws -> PlaybookLibrary {
        try PlaybookLibrary(parsing: YAMLReader.value(of: PlaybookLibrary.builtInText))
    }

    private func answer(_ step: JSONValue, codes: JSONValue = [], context: JSONValue = ["owner": "team-shop"])
        -> JSONValue
    {
        [
            "context": context,
            "findings": [
                [
                    "fingerprint": "f1", "ids": ["CVE-2021-44228"], "location": ["line": 7, "uri": "pom.xml"],
                    "reason_codes": codes,
                ]
            ], "remediation": [step], "service": "shop", "verdict": "BLOCK",
        ]
    }

    private let upgrade: JSONValue = [
        "action": "upgrade", "due_days": 3, "findings": ["f1"], "subject": "log4j", "to": "2.16.0", "verdict": "BLOCK",
    ]

    @Test("is there for every action, with all its placeholders filled", arguments: RemediationStep.Action.allCases)
    func actions(action: RemediationStep.Action) throws {
        for isExploited in [false, true] {
            let step: JSONValue = [
                "action": .string(action.rawValue), "due_days": nil, "findings": ["f1"], "subject": "it", "to": nil,
                "verdict": "DEFER",
            ]
            let codes: JSONValue = isExploited ? [.string(ReasonCode.floorKEVOpen.rawValue)] : []
            let playbook = try #require(try builtIn().playbooks(for: answer(step, codes: codes, context: [:])).first)
            let text = ([playbook.title] + playbook.playbook + playbook.runbook).joined()
            #expect(playbook.action == action && !text.contains("{"))
        }
    }

    @Test("says who does what about which finding until when, and more where it is exploited")
    func exploited() throws {
        let plain = try #require(try builtIn().playbooks(for: answer(upgrade)).first)
        #expect(plain.title == "Upgrade log4j to 2.16.0")
        #expect(plain.dueDays == 3 && plain.owner == "team-shop" && plain.findings == ["CVE-2021-44228"])
        let codes: JSONValue = [.string(ReasonCode.floorKEV.rawValue)]
        let urgent = try #require(try builtIn().playbooks(for: answer(upgrade, codes: codes)).first)
        #expect(urgent.title == "Upgrade log4j to 2.16.0; it is exploited")
        #expect(urgent.playbook[0] == "Name team-shop as responsible; the time is 3 days.")
        #expect(urgent.lines(number: 1)[2] == "BLOCK, due in 3 days, owner: team-shop")
    }

    @Test(
        "for a package of an image says to rebuild the image, unless it is exploited",
        arguments: [
            ("pkg:deb/debian/openssl@3.0.1", "Rebuild the image that holds pkg:deb/debian/openssl@3.0.1"),
            ("pkg:npm/a@1", "Upgrade pkg:npm/a@1 to 2.16.0"), ("deb", "Upgrade deb to 2.16.0"),
        ])
    func images(subject: String, title: String) throws {
        var step = try #require(upgrade.object)
        step["subject"] = .string(subject)
        #expect(try builtIn().playbooks(for: answer(.object(step))).first?.title == title)
        let codes: JSONValue = [.string(ReasonCode.floorKEV.rawValue)]
        let urgent = try builtIn().playbooks(for: answer(.object(step), codes: codes)).first
        #expect(urgent?.title == "Upgrade \(subject) to 2.16.0; it is exploited")
    }

    @Test("takes a report's words as words: braces fill nothing, control characters are shown as ?")
    func hostile() throws {
        let step: JSONValue = [
            "action": "upgrade", "due_days": 3, "findings": ["f1"], "subject": "{owner}\u{1B}[31m", "to": "1",
            "verdict": "BLOCK",
        ]
        #expect(try builtIn().playbooks(for: answer(step)).first?.title == "Upgrade (owner)?[31m to 1")
    }

    @Test("of a library of one's own comes from the first entry that fits")
    func choice() throws {
        var entries = RemediationStep.Action.allCases.map { action -> JSONValue in
            ["action": .string(action.rawValue), "playbook": ["a"], "runbook": ["b"], "title": "general"]
        }
        entries.insert(
            ["action": "upgrade", "playbook": ["a"], "runbook": ["b"], "title": "now", "verdict": "BLOCK"], at: 0)
        let library = try PlaybookLibrary(parsing: ["playbooks": .array(entries), "version": 1])
        #expect(library.playbooks(for: answer(upgrade)).map(\.title) == ["now"])
        #expect(try library.digest != builtIn().digest)
    }

    @Test(
        "library is refused with its place where it could not be filled",
        arguments: [
            ("version: 2", PolicyProblem.Code.unsupportedVersion, "version"),
            ("playbooks: [{action: fly, title: a, playbook: [b], runbook: [c]}]", .unknownValue, "playbooks.0.action"),
            ("playbooks: [{title: a, playbook: [b], runbook: [c]}]", .missing, "playbooks.0.action"),
            (
                "playbooks: [{action: rotate, title: '{colour}', playbook: [b], runbook: [c]}]", .unknownValue,
                "playbooks.0.title"
            ),
            (
                "playbooks: [{action: rotate, title: a, playbook: [b], runbook: [c, '{hue}']}]", .unknownValue,
                "playbooks.0.runbook.1"
            ),
            (
                "playbooks: [{action: rotate, ecosystems: deb, title: a, playbook: [b], runbook: [c]}]", .wrongType,
                "playbooks.0.ecosystems"
            ),
            ("playbooks: [{action: rotate, title: a, playbook: [], runbook: [c]}]", .wrongType, "playbooks.0.playbook"),
            ("playbooks: [{action: rotate, title: a, playbook: [b]}]", .missing, "playbooks.0.runbook"),
            ("playbooks: [{action: rotate, title: a, playbook: [b], runbook: [c]}]", .missing, "playbooks"),
        ])
    func refusals(text: String, code: PolicyProblem.Code, path: String) throws {
        let value = try YAMLReader.value(of: text)
        let problem = #expect(throws: PolicyProblem.self) { try PlaybookLibrary(parsing: value) }
        #expect(problem?.code == code)
        #expect(problem?.path == path)
    }
}
