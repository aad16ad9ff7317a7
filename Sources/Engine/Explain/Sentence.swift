/// Reasons in plain English.
public enum Sentence {
    /// One sentence with a capital letter and a full stop. A parameter that is missing reads as `?`.
    public static func text(of reason: Reason) -> String {
        let words = ReasonWords(reason)
        switch reason.code {
        case .askFirst, .coverageNotChecked, .coverageStale, .noFindings, .requiredMissing, .requiredStale, .suppressed,
            .unknownFact, .worstFinding:
            return words.ofScan
        case .dueBudget, .epssNetwork, .epssPrior, .epssRead, .epssStratum, .floorKEV, .floorKEVOpen,
            .floorKEVUndeclared, .floorSeverity, .held, .ransomware, .risk, .riskLimited, .rule, .severalCVEs, .table,
            .vexApplied, .vexNotApplied, .waived, .waiverRefused:
            return words.ofFinding
        }
    }
}

/// A reason's parameters as words.
private struct ReasonWords {
    private let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    private subscript(_ name: String) -> String { reason[name] ?? "?" }

    private var calls: String {
        switch reason["verdict"] {
        case Verdict.allow.rawValue: "which allows it"
        case Verdict.block.rawValue: "which calls for BLOCK"
        default: "which calls for DEFER"
        }
    }

    private func percent(_ name: String) -> String {
        reason[name].flatMap(Double.init).map(ShortNumber.percent) ?? "?"
    }

    var ofScan: String {
        switch reason.code {
        case .askFirst: "Of what is not known, \(factName) would settle most: declare it first."
        case .coverageNotChecked: "\(unchecked), so the verdict is at least \(floor)."
        case .coverageStale:
            "\(input) is too old, so the verdict is at least \(floor)."
        case .noFindings: "There is no finding that counts."
        case .requiredMissing:
            "The policy demands \(required) (\(self["name"])), and none was posted, so the verdict is at least \(floor)."
        case .requiredStale:
            "The policy demands \(required) that is not older than \(self["days"]) days (\(self["name"])), and the newest is "
                + "older, so the verdict is at least \(floor)."
        case .suppressed:
            reason["count"] == "1"
                ? "One finding is suppressed by the report itself and does not count."
                : "\(self["count"]) findings are suppressed by the report itself and do not count."
        case .unknownFact: "\(fact) is not known: it was taken as \(self["assumed"])."
        default: worst
        }
    }

    var ofFinding: String {
        switch reason.code {
        case .dueBudget:
            "The fix is due in \(days), so that the chance of a compromise until then stays within \(percent("budget"))."
        case .epssNetwork:
            "EPSS has no score for \(self["cve"]): what is known of its exploitation, of attacks on it and of the service's "
                + "exposure gives \(percent("p")) for this instance."
        case .epssPrior:
            "EPSS has no score for \(self["cve"]): the measured rate of CVEs without one was used, \(percent("p"))."
        case .epssRead:
            "EPSS puts the chance that \(self["cve"]) is exploited somewhere within 30 days at \(percent("epss"))."
        case .epssStratum:
            "EPSS has no score for \(self["cve"]): the measured rate of CVEs of its kind (CISA's assessment) was used, "
                + "\(percent("p"))."
        case .floorKEV:
            "\(self["cve"]) is known to be exploited (CISA KEV), so the verdict is at least \(self["verdict"])."
        case .floorKEVOpen:
            "\(self["cve"]) is known to be exploited (CISA KEV) and the service is openly exposed, "
                + "so the verdict is at least \(self["verdict"])."
        case .floorKEVUndeclared:
            "\(self["cve"]) is known to be exploited (CISA KEV) and nobody declared the service's exposure, which counts "
                + "as open, so the verdict is at least \(self["verdict"])."
        case .floorSeverity:
            "The policy rates a \(kind) of \(self["severity"]) severity as \(self["outcome"]), \(calls)."
        case .held:
            "The score of \(self["cve"]) has fallen, and the risk stays at \(self["verdict"]) until it has stayed low for "
                + "as long as the policy says."
        case .ransomware: "\(self["cve"]) is used in ransomware campaigns (CISA KEV)."
        case .risk: "The chance that this instance is compromised is \(percent("p")), \(calls)."
        case .riskLimited:
            "The risk may move the table's verdict by one step and no more, which makes it \(self["verdict"])."
        case .rule: "\(self["reason"]) The rule \(self["name"]) calls for \(self["verdict"]) at least."
        case .severalCVEs: "It names \(self["count"]) CVEs; \(self["cve"]) is the worst of them."
        case .vexApplied: "\(claim), which makes it \(self["verdict"])."
        case .vexNotApplied: "\(claim), but \(claimCause), so it stays \(self["verdict"])."
        case .waived: "\(waiver), which makes it \(self["verdict"])."
        case .waiverRefused: "\(waiver), but a floor that cannot be waived holds it at \(self["verdict"])."
        default: "The decision table \(self["table"]) gives \(self["outcome"]), \(calls)."
        }
    }

    private var days: String { reason["days"] == "1" ? "1 day" : "\(self["days"]) days" }

    private var waiver: String {
        let day = self["expires"].prefix(10)
        return "\(self["approver"]) accepted the risk until \(day) (waiver \(self["name"]): \(self["reason"]))"
    }

    private var claim: String {
        let says = reason["status"] == VEXStatus.fixed.rawValue ? "it is fixed" : "the product is not affected"
        let author = reason["author"] == "" ? "An author without a name" : self["author"]
        return "\(author) says that \(says) (VEX\(reason["justification"].map { ": \($0)" } ?? ""))"
    }

    private var claimCause: String {
        switch reason["cause"] {
        case "contradicted": "a later statement of an author whom the policy trusts says otherwise"
        case "floor": "the policy lets it fall no further"
        case "incomplete": "that is not about all of its CVEs"
        case "unjustified": "gives no reason for it"
        default: "the policy does not name that author"
        }
    }

    private var worst: String {
        let isOne = reason["count"] == "1"
        let subject = isOne ? "One finding" : "\(self["count"]) findings"
        return reason["verdict"] == Verdict.allow.rawValue
            ? "\(subject) \(isOne ? "is" : "are") acceptable under the policy."
            : "\(subject) \(isOne ? "calls" : "call") for \(self["verdict"])."
    }

    private var floor: String { reason["verdict"] ?? Verdict.defer.rawValue }

    private var required: String { InputKind(rawValue: self["input"])?.words ?? self["input"] }

    /// Of an input such as `context.owner`.
    private var contextFact: ContextFact? {
        let name = self["input"]
        return name.hasPrefix("context.") ? ContextFact(rawValue: String(name.dropFirst(8))) : nil
    }

    private var unchecked: String {
        if let contextFact { return "Nobody declared of the service \(contextFact.words), which the policy demands" }
        return switch reason["input"] {
        case "context": "The service's context could not be read and counts as unknown"
        case "policy": "The service's policy could not be loaded and the default pack stands in for it"
        case "report": "The report does not show that an analysis ran"
        default: "\(input) was not checked"
        }
    }

    private var input: String {
        switch reason["input"] {
        case "context": "What was declared of the service"
        case "epss": "The EPSS feed"
        case "kev": "The KEV feed"
        case "report": "The report"
        default: "The input \(self["input"])"
        }
    }

    private var fact: String {
        switch reason["fact"] {
        case "automatable": "Whether an attack can be automated"
        case "exploitation": "The state of exploitation of CVEs outside KEV"
        case "exposure": "The service's exposure"
        case "human_impact": "The human impact of the service's failure"
        default: "The fact \(self["fact"])"
        }
    }

    private var factName: String {
        switch reason["fact"] {
        case "automatable": "whether an attack can be automated"
        case "exposure": "the service's exposure"
        case "human_impact": "the human impact of the service's failure"
        default: "the fact \(self["fact"])"
        }
    }

    private var kind: String { reason["kind"] == "license" ? "license problem" : self["kind"] }
}
