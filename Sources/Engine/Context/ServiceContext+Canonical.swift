public import JSON

extension ServiceContext {
    /// Reads what an owner declares, by the names of `ContextFact`.
    ///
    /// Absent, null and `unknown` are the same; yes/no facts are booleans or the words. Anything else is refused.
    public init(parsing value: JSONValue) throws(PolicyProblem) {
        try self.init(PolicyObject(value, allowing: ContextFact.allCases.map(\.rawValue)))
    }

    /// Reads the facts among the members of `object`.
    init(_ object: PolicyObject) throws(PolicyProblem) {
        self.init(
            authRequired: try object.fact("auth_required"), automatable: try object.fact("automatable"),
            compliance: try object.compliance("compliance"), criticality: try object.point("criticality"),
            dataClasses: try object.dataClasses("data_classes"),
            environment: try object.point("environment", ServiceEnvironment.init(word:)),
            exposure: try object.point("exposure"), humanImpact: try object.point("human_impact"),
            missionImpact: try object.point("mission_impact"), owner: try object.name("owner"),
            reachable: try object.fact("reachable"), safety: try object.point("safety"),
            waf: try object.fact("waf"), workload: try object.point("workload"))
    }

    /// Reads JSON text, for example what `canonical` wrote.
    public init(parsing bytes: [UInt8]) throws(PolicyProblem) {
        try self.init(parsing: JSONValue(contextText: bytes))
    }

    /// The bytes of RFC 8785 that are stored; what is unknown is left out.
    public var canonical: [UInt8] {
        var writer = CanonicalWriter(capacity: 128)
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the context as one value of a larger record.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in writeMembers(to: &writer) }
    }

    private func writeMembers(to writer: inout CanonicalWriter) {
        if let authRequired { writer.member("auth_required", authRequired) }
        if let automatable { writer.member("automatable", automatable) }
        Self.write(compliance?.map(\.description), "compliance", to: &writer)
        writer.member("criticality", ifPresent: criticality?.rawValue)
        Self.write(dataClasses?.map(\.rawValue), "data_classes", to: &writer)
        writer.member("environment", ifPresent: environment?.rawValue)
        writer.member("exposure", ifPresent: exposure?.rawValue)
        writer.member("human_impact", ifPresent: humanImpact?.rawValue)
        writer.member("mission_impact", ifPresent: missionImpact?.rawValue)
        writer.member("owner", ifPresent: owner)
        if let reachable { writer.member("reachable", reachable) }
        writer.member("safety", ifPresent: safety?.rawValue)
        if let waf { writer.member("waf", waf) }
        writer.member("workload", ifPresent: workload?.rawValue)
    }

    private static func write(_ words: [String]?, _ name: StaticString, to writer: inout CanonicalWriter) {
        guard let words else { return }
        writer.key(name)
        writer.array { writer in for word in words { writer.string(word) } }
    }
}
