public import JSON

/// Reads what a file says of a service, whatever kind of file it is: facts, a `fixops.yaml`, Backstage's
/// `catalog-info.yaml` or an Open Threat Model.
public enum ContextReader {
    /// Tells the kind by the members of the documents.
    ///
    /// - Parameters:
    ///   - documents: one, or several of a Backstage file.
    ///   - service: which of a file's services is meant; nil where the file names one only.
    ///   - time: what facts without a date of their own are dated with.
    public static func read(
        _ documents: [JSONValue], service: String? = nil, at time: Timestamp
    ) throws(PolicyProblem) -> ContextReading {
        let given = documents.filter { !$0.isNull }
        if given.contains(where: { $0["apiVersion"]?.string?.hasPrefix("backstage.io/") == true }) {
            return try BackstageReader(given, service, time).reading()
        }
        guard let document = given.first, given.count == 1 else {
            let found = given.isEmpty ? "nothing" : "\(given.count) documents"
            throw PolicyProblem(.wrongType, path: "", "one document is expected here, and there is \(found)")
        }
        if document["otmVersion"] != nil { return try OTMReader(document, service, time).reading() }
        if document["context"] != nil || document["services"] != nil {
            return try FixOpsFileReader(document, service, time).reading()
        }
        let record = try ContextRecord(parsing: document).dated(noLaterThan: time)
            .stamped(Provenance(source: .api, at: time))
        return ContextReading(record, .api, service: nil)
    }
}
