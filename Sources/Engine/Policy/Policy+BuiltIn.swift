internal import JSON

extension Policy {
    /// The packs that exist everywhere, each with the source of its rules in `docs/policy.md`.
    public static let builtIn = [bod2604, standard, fedRAMP, strict]

    /// The built-in pack of a name.
    public static func builtIn(named name: String) -> Policy? { builtIn.first { $0.name == name } }

    /// CISA's Binding Operational Directive 26-04: its table is the least that is demanded, so the risk cannot lower
    /// its answer.
    static let bod2604 = pack(
        "bod-26-04",
        ["risk": ["may_lower": false], "table": "cisa-bod-26-04-1.0.0", "version": 1])

    /// FedRAMP's timelines for class C, and BOD 26-04's for what is in KEV where those are shorter.
    static let fedRAMP = pack(
        "fedramp-vdr",
        [
            "kev": ["table": "cisa-bod-26-04-1.0.0"], "risk": ["may_lower": false], "table": "fedramp-vdr-c-2026",
            "version": 1,
        ])

    /// Listed vulnerabilities and secrets block wherever they are, and feeds may be two days old.
    static let strict = pack(
        "strict",
        [
            "feed_age_days": ["epss": 2, "kev": 2], "kev": ["floor": "BLOCK", "floor_open": "BLOCK"],
            "severity": [
                "secret": [
                    "critical": "immediate", "high": "immediate", "low": "immediate", "medium": "immediate",
                    "none": "immediate", "unknown": "immediate",
                ]
            ],
            "version": 1,
        ])

    private static func pack(_ name: String, _ rules: JSONValue) -> Policy {
        // The rules are constants, and a test reads every pack: it cannot fail in a build that passed.
        try! Policy(parsing: rules, name: name)
    }
}
