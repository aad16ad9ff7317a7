internal import JSON

/// Where a result stands.
struct SARIFPlace {
    static var nowhere: SARIFPlace { SARIFPlace(location: nil, column: 0, identity: "", snippet: nil) }

    let location: Location?
    let column: Int
    /// The artifact as every machine would name it: relative to its base where the log tells one.
    let identity: String
    /// The code at the place, without blanks at its ends; nil where the log does not show it. Dies with the document.
    let snippet: Slice<UnsafeBufferPointer<UInt8>>?
}

/// A run's artifacts and the bases that their URIs are relative to (sections 3.4, 3.14.14, 3.15).
struct SARIFArtifacts {
    private struct Names {
        let uri: String
        let identity: String
    }

    private let artifacts: [JSONNode]
    private let bases: SARIFBases
    /// The latest URI and what became of it: results of one file mostly stand together.
    private var latest: (uri: JSONNode, base: JSONNode?, names: Names)?

    init(of run: JSONNode, at pointer: String) throws(ReportProblem) {
        artifacts = try run.list("artifacts", pointer)
        bases = SARIFBases(run["originalUriBaseIds"])
    }

    /// The first location of `result`: the one that code scanning shows too.
    mutating func place(of result: JSONNode) -> SARIFPlace {
        guard let physical = result["locations"]?[0]?["physicalLocation"] else { return .nowhere }
        let region = physical["region"]
        let line = region?["startLine"]?.integer.flatMap { $0 > 0 ? Int($0) : nil }
        let column = region?["startColumn"]?.integer ?? 0
        let snippet = region?["snippet"]?["text"].flatMap { Self.snippet($0) }
        guard let location = physical["artifactLocation"], let names = names(of: location) else {
            return SARIFPlace(location: nil, column: Int(column), identity: "", snippet: snippet)
        }
        return SARIFPlace(
            location: Location(uri: names.uri, line: line), column: Int(column), identity: names.identity,
            snippet: snippet)
    }

    private mutating func names(of location: JSONNode) -> Names? {
        guard let located = location["uri"] == nil ? artifact(of: location) : location, let uri = located["uri"] else {
            return nil
        }
        let base = located["uriBaseId"]
        if let latest, latest.uri.hasSameText(as: uri), hasSameBase(latest.base, base) { return latest.names }
        guard let text = uri.string else { return nil }
        let baseName = base?.string
        let names = Names(uri: bases.resolve(text, baseName), identity: bases.relative(text, baseName))
        latest = (uri, base, names)
        return names
    }

    /// The location of the artifact that `location` names by its index (section 3.4.5).
    private func artifact(of location: JSONNode) -> JSONNode? {
        guard let index = location.index("index"), index < artifacts.count else { return nil }
        return artifacts[index]["location"]
    }

    private func hasSameBase(_ left: JSONNode?, _ right: JSONNode?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.hasSameText(as: right)
    }

    private static func snippet(_ node: JSONNode) -> Slice<UnsafeBufferPointer<UInt8>>? {
        let utf8 = node.utf8
        guard let first = utf8.firstIndex(where: { $0 > 0x20 }), let last = utf8.lastIndex(where: { $0 > 0x20 }) else {
            return nil
        }
        return utf8[first...last]
    }
}
