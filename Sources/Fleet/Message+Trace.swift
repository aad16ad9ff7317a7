public import Logging
internal import TraceContext

extension Message {
    /// What each log line about this job says: `job.id`, `scan.id`, `trace_id` and, where spans are exported, `span_id`.
    ///
    /// A scan that no trace came with is its own trace: its UUID's digits name it.
    public var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["job.id": .string(job)]
        if !scan.isEmpty { metadata["scan.id"] = .string(scan) }
        if let parent = TraceParent(trace) {
            metadata["trace_id"] = .string(parent.trace.description)
            if parent.isSampled { metadata["span_id"] = .string(parent.spanText) }
        } else if !scan.isEmpty {
            metadata["trace_id"] = .string(scan.replacing("-", with: ""))
        }
        return metadata
    }
}
