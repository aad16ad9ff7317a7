extension PolicyRules {
    /// The outcome of a finding that names no CVE. A pair that no rule names gets the worst outcome.
    func outcome(of kind: FindingKind, _ severity: Severity) -> Int {
        self.severity[kind]?[severity] ?? outcomes.count - 1
    }
}
