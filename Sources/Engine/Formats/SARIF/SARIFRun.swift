internal import JSON

/// One run of a SARIF log: its tool, whether it came to an end, and its results as drafts.
struct SARIFRun {
    /// The tool's name and version, as the run gives them.
    let tool: String
    /// Why the run proves nothing, in a sentence; nil when it came to its end.
    let reasonNotChecked: String?

    private let node: JSONNode
    private let pointer: String
    private var rules: SARIFRules
    private var artifacts: SARIFArtifacts
    private let configuration: SARIFConfiguration
    private var identity = IdentityWriter()
    /// How much of `identity` all results share.
    private let sharedIdentity: Int

    init(_ node: JSONNode, at pointer: String) throws(ReportProblem) {
        self.node = try node.checkedObject(pointer)
        self.pointer = pointer
        try SARIFReader.refuseExternalProperties(of: node, at: pointer)
        guard let driver = try node.object("tool", pointer)?.object("driver", "\(pointer)/tool") else {
            throw ReportProblem(.wrongShape, "a run names its tool's driver", location: "\(pointer)/tool/driver")
        }
        let toolName = driver.text("name") ?? ""
        let version = driver.text("semanticVersion") ?? driver.text("version")
        tool = [toolName, version].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        identity.begin("sarif")
        identity.field(toolName)
        identity.field(Self.category(of: node))
        sharedIdentity = identity.count
        rules = try SARIFRules(of: node, driver: driver, at: pointer)
        artifacts = try SARIFArtifacts(of: node, at: pointer)
        configuration = try SARIFConfiguration(of: node, rules: &rules, at: pointer)
        reasonNotChecked = try SARIFExecution.reasonNotChecked(node, driver: driver, tool: tool, at: pointer)
    }

    /// `automationDetails.id` up to its last slash: what distinguishes several analyses by one tool (section 3.17.3).
    private static func category(of run: JSONNode) -> String {
        guard let id = run["automationDetails"]?.text("id"), let slash = id.lastIndex(of: "/") else { return "" }
        return String(id[..<slash])
    }

    mutating func collect(into findings: inout FindingCollector) throws(ReportProblem) {
        guard let results = try node.array("results", pointer) else { return }
        findings.reserve(results.count)
        var index = 0
        for element in results.elements {
            let result = try element.checkedObject("\(pointer)/results/\(index)")
            if let draft = try draft(of: result, at: index) { findings.add(draft) }
            index += 1
        }
    }

    /// Nil where the result is no finding: it passed, or is gone since the baseline.
    private mutating func draft(of result: JSONNode, at index: Int) throws(ReportProblem) -> FindingDraft? {
        guard SARIFResult.isFailure(result), !(result["baselineState"]?.stringEquals("absent") ?? false) else {
            return nil
        }
        let slot = try rules.slot(for: result)
        let rule = rules[slot]
        let place = artifacts.place(of: result)
        let message = SARIFMessage(result["message"], strings: rule.messages, globals: rules.globalMessages)
        let package = rule.package(for: message)
        var draft = FindingDraft(
            identity: identity(of: result, rule, place, message, package), kind: rule.kind,
            severity: severity(of: result, rule, slot), title: title(rule, message))
        draft.column = place.column
        draft.component = package?.component
        draft.fixedIn = package?.fixedIn ?? []
        draft.ids = rule.ids
        draft.location = place.location
        draft.scoreTenths = rule.scoreTenths
        draft.suppression = try SARIFResult.suppression(of: result, at: "\(pointer)/results/\(index)")
        draft.weaknesses = weaknesses(of: result, rule)
        return draft
    }

    private func severity(of result: JSONNode, _ rule: SARIFRule, _ slot: Int) -> Severity {
        if let rated = rule.ratedSeverity { return rated }
        if let level = result["level"], !level.isNull { return Severity(word: level.string ?? "") }
        return configuration.level(for: result, slot) ?? rule.level ?? Severity(word: "warning")
    }

    private func title(_ rule: SARIFRule, _ message: SARIFMessage) -> String {
        if rule.kind == .vulnerability, let title = rule.title { return title }
        let line = message.line
        return line.isEmpty ? rule.title ?? rule.id : line
    }

    private func weaknesses(of result: JSONNode, _ rule: SARIFRule) -> [Int] {
        let own = rules.taxonomies.weaknesses(in: result["taxa"])
        return own.isEmpty ? rule.weaknesses : (own + rule.weaknesses).sortedAndUnique()
    }

    /// What stays the same when lines shift, a severity is revised or a package is bumped without a fix.
    private mutating func identity(
        of result: JSONNode, _ rule: SARIFRule, _ place: SARIFPlace, _ message: SARIFMessage, _ package: PackageNote?
    ) -> IdentityDigest {
        identity.keep(sharedIdentity)
        if let package {
            identity.field(rule.vulnerability)
            identity.field(PackageNote.withoutImageTag(place.identity))
            identity.field(package.name)
        } else {
            identity.field(rule.id)
            identity.field(place.identity)
            if !SARIFResult.addFingerprint(of: result, to: &identity) {
                if let snippet = place.snippet { identity.field(snippet) } else { message.add(to: &identity) }
                if place.identity.isEmpty { identity.field(SARIFResult.logicalName(of: result)) }
            }
        }
        return identity.digest()
    }
}
