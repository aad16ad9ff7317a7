internal import JSON

/// A `fixops.yaml`: the context of one service (`service`, `context`) or of several (`services`), and the day on which
/// somebody last went through it (`reviewed`).
struct FixOpsFileReader {
    private let root: PolicyObject
    private let wanted: String?
    private let time: Timestamp

    init(_ document: JSONValue, _ wanted: String?, _ time: Timestamp) throws(PolicyProblem) {
        root = try PolicyObject(document, allowing: ["context", "reviewed", "service", "services", "version"])
        self.wanted = wanted
        self.time = time
        guard root["version"] == nil || root["version"]?.integer == 1 else {
            throw root.problem(.unsupportedVersion, "version", "only version 1 is known")
        }
        guard root["context"] == nil || root["services"] == nil else {
            throw root.problem(.inconsistent, "services", "a file has context or services, not both")
        }
    }

    func reading() throws(PolicyProblem) -> ContextReading {
        let (name, context) = try chosen()
        let reviewed = root["reviewed"] == nil ? time : try root.timestamp("reviewed")
        let origin = Provenance(source: .fixopsFile, at: min(reviewed, time))
        return ContextReading(ContextRecord(try ServiceContext(context), from: origin), .fixopsFile, service: name)
    }

    private func chosen() throws(PolicyProblem) -> (String?, PolicyObject) {
        let facts = ContextFact.allCases.map(\.rawValue)
        guard let services = root["services"]?.object else {
            guard root["services"] == nil else {
                throw root.problem(.wrongType, "services", "an object of services by name is expected here")
            }
            return (try root.name("service"), try root.object("context", allowing: facts))
        }
        guard let name = wanted ?? (services.count == 1 ? services.keys.first : nil), services[name] != nil else {
            let names = services.keys.sorted().joined(separator: ", ")
            throw root.problem(.missing, "services", "say which service is meant; the file has \(names)")
        }
        let all = try root.object("services", allowing: Array(services.keys))
        return (name, try all.object(name, allowing: facts))
    }
}
