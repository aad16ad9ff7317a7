public import JSON

/// What is known of a service, each fact with its provenance. This is what is stored; `ServiceContext` is what decides.
public struct ContextRecord: Hashable, Sendable {
    public static let unknown = ContextRecord(.unknown)

    /// As declared; what follows from other facts is not in it.
    public let context: ServiceContext
    /// Of known facts. One that was declared before provenance was kept has none, and no age.
    public let provenance: [ContextFact: Provenance]

    /// Provenance of facts that are not known is dropped.
    public init(_ context: ServiceContext, provenance: [ContextFact: Provenance] = [:]) {
        self.context = context
        self.provenance = provenance.filter { context.knows($0.key) }
    }

    /// Each known fact from one source.
    public init(_ context: ServiceContext, from provenance: Provenance) {
        self.init(context, provenance: Dictionary(uniqueKeysWithValues: ContextFact.allCases.map { ($0, provenance) }))
    }

    /// Reads facts beside one another and, if it is there, `provenance`.
    public init(parsing value: JSONValue) throws(PolicyProblem) {
        let object = try PolicyObject(value, allowing: ContextFact.allCases.map(\.rawValue) + ["provenance"])
        let origins = try object.object("provenance", allowing: ContextFact.allCases.map(\.rawValue))
        var provenance: [ContextFact: Provenance] = [:]
        for fact in ContextFact.allCases where origins[fact.rawValue] != nil {
            let origin = try origins.object(fact.rawValue, allowing: ["at", "source"])
            provenance[fact] = Provenance(
                source: try origin.word("source", .api), at: try origin.timestamp("at"))
        }
        self.init(try ServiceContext(object), provenance: provenance)
    }

    /// Reads JSON text, for example what `canonical` wrote.
    public init(parsing bytes: [UInt8]) throws(PolicyProblem) {
        try self.init(parsing: JSONValue(contextText: bytes))
    }

    public var json: JSONValue {
        var members: [String: JSONValue] = [:]
        // What `canonical` writes can be read.
        members = (try? JSONValue(parsing: context.canonical))?.object ?? [:]
        guard !provenance.isEmpty else { return .object(members) }
        members["provenance"] = .object(
            Dictionary(
                uniqueKeysWithValues: provenance.map { fact, origin in
                    (
                        fact.rawValue,
                        ["at": .string(origin.at.description), "source": .string(origin.source.rawValue)] as JSONValue
                    )
                }))
        return .object(members)
    }

    /// The bytes of RFC 8785 that are stored.
    public var canonical: [UInt8] { json.canonical }

    /// What decisions read.
    public var deciding: ServiceContext { context.completed }

    /// What claims to have been said later was said at `time`: nothing stays young for ever.
    func dated(noLaterThan time: Timestamp) -> ContextRecord {
        ContextRecord(
            context, provenance: provenance.mapValues { Provenance(source: $0.source, at: min($0.at, time)) })
    }

    /// Known facts without provenance are given `origin`.
    public func stamped(_ origin: Provenance) -> ContextRecord {
        ContextRecord(context, provenance: ContextRecord(context, from: origin).provenance.merging(provenance) { $1 })
    }

    /// The facts of `newer` where it knows them, else those that are held.
    public func merging(_ newer: ContextRecord) -> ContextRecord {
        var merged = context
        var origins = provenance
        for fact in ContextFact.allCases where newer.context.knows(fact) {
            merged.take(fact, from: newer.context)
            origins[fact] = newer.provenance[fact]
        }
        return ContextRecord(merged, provenance: origins)
    }

    /// Business facts that nobody declared, in their order.
    public var missing: [ContextFact] { ContextFact.business.filter { !context.knows($0) } }

    /// Facts that were last said `days` or more before `time`, in the order of their names.
    public func stale(at time: Timestamp, after days: Int) -> [ContextFact] {
        ContextFact.allCases.filter { fact in
            provenance[fact].map { $0.at.adding(days: Int64(days)) <= time } ?? false
        }
    }

    /// When the first fact that is not stale at `time` becomes so.
    func nextStale(at time: Timestamp, after days: Int) -> Timestamp? {
        provenance.values.map { $0.at.adding(days: Int64(days)) }.filter { $0 > time }.min()
    }
}
