internal import JSON

/// Whether a run's analysis came to its end (sections 3.14.23 and 3.20).
enum SARIFExecution {
    /// Nil where it did; else a sentence.
    static func reasonNotChecked(
        _ run: JSONNode, driver: JSONNode, tool: String, at pointer: String
    ) throws(ReportProblem) -> String? {
        let name = tool.isEmpty ? "the tool" : tool
        guard let results = run["results"], !results.isNull else {
            return "\(name) wrote no list of results: its analysis did not run"
        }
        for (index, invocation) in try run.list("invocations", pointer).enumerated() {
            if invocation["executionSuccessful"]?.bool == false { return "\(name) says that its execution failed" }
            let at = "\(pointer)/invocations/\(index)"
            for key: StaticString in ["toolConfigurationNotifications", "toolExecutionNotifications"] {
                for notification in try invocation.list(key, at) where isError(notification, driver) {
                    let text = SARIFMessage(notification["message"], strings: nil, globals: nil).line
                    return "\(name) reports an error that leaves its results incomplete: \(text)"
                }
            }
        }
        return nil
    }

    /// Level `error` means that the analysis was halted or is incomplete (section 3.58.6); the default is `warning`.
    private static func isError(_ notification: JSONNode, _ driver: JSONNode) -> Bool {
        if let level = notification["level"], !level.isNull { return level.stringEquals("error") }
        guard let descriptor = notification["descriptor"], let index = descriptor.index("index") else { return false }
        let level = driver["notifications"]?[index]?["defaultConfiguration"]?["level"]
        return level?.stringEquals("error") ?? false
    }
}
