public import JSON

extension ServiceContext {
    /// Reads what an owner declares: `exposure`, `human_impact`, `automatable`, `auth_required`, `reachable`, `waf`.
    ///
    /// Absent, null and `unknown` are the same; yes/no facts are booleans or the words. Anything else is refused.
    public init(parsing value: JSONValue) throws(PolicyProblem) {
        let object = try PolicyObject(
            value, allowing: ["auth_required", "automatable", "exposure", "human_impact", "reachable", "waf"])
        self.init(
            authRequired: try object.fact("auth_required"), automatable: try object.fact("automatable"),
            exposure: try object.point("exposure"), humanImpact: try object.point("human_impact"),
            reachable: try object.fact("reachable"), waf: try object.fact("waf"))
    }

    /// Reads JSON text, for example what `canonical` wrote.
    public init(parsing bytes: [UInt8]) throws(PolicyProblem) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw PolicyProblem(.notJSON, path: "", "the context cannot be read: \(error)")
        }
        try self.init(parsing: value)
    }

    /// The bytes of RFC 8785 that are stored; what is unknown is left out.
    public var canonical: [UInt8] {
        var writer = CanonicalWriter(capacity: 128)
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the context as one value of a larger record.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            if let authRequired { writer.member("auth_required", authRequired) }
            if let automatable { writer.member("automatable", automatable) }
            writer.member("exposure", ifPresent: exposure?.rawValue)
            writer.member("human_impact", ifPresent: humanImpact?.rawValue)
            if let reachable { writer.member("reachable", reachable) }
            if let waf { writer.member("waf", waf) }
        }
    }
}

extension PolicyObject {
    fileprivate func fact(_ name: String) throws(PolicyProblem) -> Bool? {
        guard let value = self[name], !value.isNull else { return nil }
        if let flag = value.bool { return flag }
        switch value.string {
        case "no": return false
        case "unknown": return nil
        case "yes": return true
        default: throw problem(.unknownValue, name, "yes, no or unknown is expected here")
        }
    }

    fileprivate func point<Value: CaseIterable & RawRepresentable>(
        _ name: String
    ) throws(PolicyProblem) -> Value? where Value.RawValue == String {
        guard let value = self[name], !value.isNull, value.string != "unknown" else { return nil }
        guard let point = value.string.flatMap(Value.init(rawValue:)) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem(.unknownValue, name, "one of \(known), unknown is expected here")
        }
        return point
    }
}
