internal import JSON

/// The levels that a run's invocations set over its rules' own (section 3.20.5).
struct SARIFConfiguration {
    /// For each invocation, levels by the rule's slot.
    private let levels: [[Int: Severity]]

    init(of run: JSONNode, rules: inout SARIFRules, at pointer: String) throws(ReportProblem) {
        var levels: [[Int: Severity]] = []
        for (index, invocation) in try run.list("invocations", pointer).enumerated() {
            try invocation.checkedObject("\(pointer)/invocations/\(index)")
            var own: [Int: Severity] = [:]
            for entry in try invocation.list("ruleConfigurationOverrides", pointer) {
                guard let rule = entry["descriptor"], let level = entry["configuration"]?.text("level"),
                    let slot = rules.slot(ofReference: rule)
                else { continue }
                own[slot] = Severity(word: level)
            }
            levels.append(own)
        }
        self.levels = levels
    }

    /// Nil where the invocation that found the result overrides nothing. One invocation needs no `provenance` to be meant.
    func level(for result: JSONNode, _ slot: Int) -> Severity? {
        guard !levels.isEmpty else { return nil }
        let index = result["provenance"]?.index("invocationIndex") ?? (levels.count == 1 ? 0 : nil)
        guard let index, index < levels.count else { return nil }
        return levels[index][slot]
    }
}
