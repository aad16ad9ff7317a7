internal import JSON

/// An Open Threat Model (OTM 0.1 and 0.2): owner, trust zones and data flows as exposure, assets as criticality, tags as data
/// classes and compliance scopes.
///
/// Exposure: a component in a zone that attackers are in (trust rating of at most 20 of 100), or to which data flows from one, is
/// `open`; one to which data flows from a zone of less trust is `controlled`; else it is `small`. Criticality: the
/// greatest of an asset's risk to confidentiality, integrity and availability, in quarters of 100.
struct OTMReader {
    private static let hostileRating = 20.0

    private let document: JSONValue
    private let wanted: String?
    private let time: Timestamp

    init(_ document: JSONValue, _ wanted: String?, _ time: Timestamp) throws(PolicyProblem) {
        guard document["project"]?.object != nil else {
            throw PolicyProblem(.missing, path: "project", "a threat model has a project")
        }
        self.document = document
        self.wanted = wanted
        self.time = time
    }

    func reading() throws(PolicyProblem) -> ContextReading {
        let project = document["project"] ?? .null
        let components = list("components")
        let own = components.filter { wanted != nil && [$0["id"]?.string, $0["name"]?.string].contains(wanted) }
        let meant = own.isEmpty ? components.filter { !isHostile(zone(of: $0)) } : own
        var context = ServiceContext()
        context.owner = try PolicyObject(
            .object(["owner": project["owner"] ?? .null]), path: "project", allowing: ["owner"]
        ).name("owner")
        context.exposure = exposure(of: meant)
        context.criticality = criticality(of: meant, isWhole: own.isEmpty)
        addTags(meant + assets(of: meant, isWhole: own.isEmpty) + [project], to: &context)
        return ContextReading(
            ContextRecord(context, from: Provenance(source: .otm, at: time)), .otm,
            service: project["id"]?.string, notes: notes(own, context))
    }

    private func notes(_ own: [JSONValue], _ context: ServiceContext) -> [String] {
        let whole =
            wanted != nil && own.isEmpty ? ["no component is named as the service: the whole model stands for it"] : []
        return context.exposure == nil
            ? whole + ["the exposure stays unknown: a trust zone has no trust rating"] : whole
    }

    private func list(_ name: String) -> [JSONValue] { document[name]?.array ?? [] }

    /// The trust rating of the zone that a component stands in, through the components around it.
    private func zone(of component: JSONValue, depth: Int = 0) -> Double? {
        let parent = component["parent"]
        if let id = parent?["trustZone"]?.string {
            return list("trustZones").first { $0["id"]?.string == id }?["risk"]?["trustRating"]?.double
        }
        guard let id = parent?["component"]?.string, depth < 50,
            let around = list("components").first(where: { $0["id"]?.string == id })
        else { return nil }
        return zone(of: around, depth: depth + 1)
    }

    private func isHostile(_ rating: Double?) -> Bool { rating.map { $0 <= Self.hostileRating } ?? false }

    /// Unknown where a rating that could make it worse is.
    private func exposure(of meant: [JSONValue]) -> Exposure? {
        guard !meant.isEmpty else { return nil }
        let ids = Set(meant.compactMap { $0["id"]?.string })
        let own = meant.map { zone(of: $0) }
        let sources = flows(into: ids).map { id in
            list("components").first { $0["id"]?.string == id }.flatMap { zone(of: $0) }
        }
        if (own + sources).contains(where: isHostile) { return .open }
        let ratings = (own + sources).compactMap(\.self)
        guard ratings.count == own.count + sources.count else { return nil }
        let lowest = own.compactMap(\.self).min() ?? 0
        return sources.compactMap(\.self).contains { $0 < lowest } ? .controlled : .small
    }

    /// The components outside of `ids` from which data flows in.
    private func flows(into ids: Set<String>) -> [String] {
        var sources: [String] = []
        for flow in list("dataflows") {
            guard let source = flow["source"]?.string, let target = flow["destination"]?.string else { continue }
            if ids.contains(target), !ids.contains(source) { sources.append(source) }
            if flow["bidirectional"]?.bool == true, ids.contains(source), !ids.contains(target) {
                sources.append(target)
            }
        }
        return sources
    }

    private func assets(of meant: [JSONValue], isWhole: Bool) -> [JSONValue] {
        guard !isWhole else { return list("assets") }
        let ids = meant.flatMap { component in
            ["processed", "stored"].flatMap { component["assets"]?[$0]?.array ?? [] }.compactMap(\.string)
        }
        return list("assets").filter { asset in asset["id"]?.string.map(ids.contains) ?? false }
    }

    private func criticality(of meant: [JSONValue], isWhole: Bool) -> Criticality? {
        let risks = assets(of: meant, isWhole: isWhole).flatMap { asset in
            ["availability", "confidentiality", "integrity"].compactMap { asset["risk"]?[$0]?.double }
        }
        guard let worst = risks.max() else { return nil }
        switch worst {
        case ..<25: return .low
        case ..<50: return .medium
        case ..<75: return .high
        default: return .critical
        }
    }

    private func addTags(_ holders: [JSONValue], to context: inout ServiceContext) {
        let tags = holders.flatMap { ($0["tags"]?.array ?? []).compactMap(\.string) }
        let classes = Set(tags.compactMap { DataClass(word: $0) }).sorted { $0.rawValue < $1.rawValue }
        let scopes = Set(tags.filter(ComplianceScope.isKnown).compactMap { ComplianceScope($0) }).sorted()
        if !classes.isEmpty { context.dataClasses = classes }
        if !scopes.isEmpty { context.compliance = scopes }
    }
}
