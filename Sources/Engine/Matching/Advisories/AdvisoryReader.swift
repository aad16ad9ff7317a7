public import JSON

/// Reads advisories of OSV's schema: one object, a list of them, or one a line.
public struct AdvisoryReader: ~Copyable {
    private var parser: JSONParser

    public init(limits: JSONLimits = .standard) { parser = JSONParser(limits: limits) }

    /// The advisories in `bytes`. Throws where one of them is none.
    public mutating func advisories(in bytes: [UInt8]) throws(ReportProblem) -> [Advisory] {
        do {
            return try advisories(inJSON: bytes)
        } catch let problem where problem.code == .notJSON {
            guard let list = ConcatenatedJSON.array(of: bytes) else { throw problem }
            return try advisories(inJSON: list)
        }
    }

    private mutating func advisories(inJSON bytes: [UInt8]) throws(ReportProblem) -> [Advisory] {
        try parser.report(in: bytes) { root in
            guard root.isArray else { return [try Advisory(root, at: "")] }
            var advisories: [Advisory] = []
            for (index, node) in root.elements.enumerated() {
                advisories.append(try Advisory(node, at: "/\(index)"))
            }
            return advisories
        }
    }
}

extension Advisory {
    init(_ node: JSONNode, at pointer: String) throws(ReportProblem) {
        try node.checkedObject(pointer)
        guard let id = node.text("id"), node.text("modified") != nil else {
            throw ReportProblem(.wrongShape, "an advisory of OSV has an id and a time modified", location: pointer)
        }
        let score = try AdvisorySeverity.scoreTenths(node.array("severity", pointer))
        var packages: [AffectedPackage] = []
        for (index, element) in try node.list("affected", pointer).enumerated() {
            let place = "\(pointer)/affected/\(index)"
            if let package = try AffectedPackage(element, at: place) { packages.append(package) }
        }
        self.init(
            id: IdentifierScan.canonical(id), aliases: Self.ids(node["aliases"]), upstream: Self.ids(node["upstream"]),
            isWithdrawn: node.text("withdrawn") != nil,
            title: (node.text("summary") ?? node.text("details")).map { DisplayText.line($0) } ?? id,
            severity: AdvisorySeverity.severity(node, score), scoreTenths: score,
            weaknesses: (node["database_specific"]?["cwe_ids"]?.texts ?? []).flatMap { IdentifierScan.cwes(in: $0) }
                .sortedAndUnique(),
            affected: packages)
    }

    private static func ids(_ list: JSONNode?) -> [String] {
        (list?.texts ?? []).map(IdentifierScan.canonical).sortedAndUnique()
    }
}

extension AffectedPackage {
    /// Nil where it names no package: a repository's commits alone.
    fileprivate init?(_ node: JSONNode, at pointer: String) throws(ReportProblem) {
        guard let package = try node.object("package", pointer) else { return nil }
        guard let ecosystem = package.text("ecosystem"), let name = package.text("name") else { return nil }
        var ranges: [AdvisoryRange] = []
        for (index, range) in try node.list("ranges", pointer).enumerated() {
            ranges.append(try AdvisoryRange(range, at: "\(pointer)/ranges/\(index)"))
        }
        self.init(
            package: AdvisoryPackage(ecosystem: ecosystem, name: name), versions: Set(node["versions"]?.texts ?? []),
            ranges: ranges, scoreTenths: try AdvisorySeverity.scoreTenths(node.array("severity", pointer)))
    }
}

extension AdvisoryRange {
    fileprivate init(_ node: JSONNode, at pointer: String) throws(ReportProblem) {
        guard let kind = node.text("type").flatMap(Kind.init) else {
            throw ReportProblem(
                .wrongShape, "a range is of the type SEMVER, ECOSYSTEM or GIT", location: "\(pointer)/type")
        }
        var events: [Event] = []
        for (index, event) in try node.list("events", pointer).enumerated() {
            guard let event = Event(event) else {
                throw ReportProblem(
                    .wrongShape, "an event is introduced, fixed, last_affected or limit",
                    location: "\(pointer)/events/\(index)")
            }
            events.append(event)
        }
        self.init(kind: kind, events: events)
    }
}

extension AdvisoryRange.Event {
    fileprivate init?(_ node: JSONNode) {
        if let version = node.text("introduced") {
            self = .introduced(version)
        } else if let version = node.text("fixed") {
            self = .fixed(version)
        } else if let version = node.text("last_affected") {
            self = .lastAffected(version)
        } else if let version = node.text("limit") {
            self = .limit(version)
        } else {
            return nil
        }
    }
}
