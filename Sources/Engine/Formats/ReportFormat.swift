internal import JSON

/// A format that reports are read in.
public struct ReportFormat: Sendable {
    /// The name in the `format` parameter.
    public let name: String
    /// What writes it, for people.
    public let title: String
    /// Judges by members that the format requires, also in versions that are not read.
    let isLikely: @Sendable (JSONNode) -> Bool
    let read: @Sendable (JSONNode) throws(ReportProblem) -> Document

    init(
        _ name: String, _ title: String, isLikely: @escaping @Sendable (JSONNode) -> Bool,
        read: @escaping @Sendable (JSONNode) throws(ReportProblem) -> Document
    ) {
        self.name = name
        self.title = title
        self.isLikely = isLikely
        self.read = read
    }

    init(_ mapping: ReportMapping) {
        self.init(
            mapping.name, mapping.tool,
            isLikely: { root in
                let document = MappedRecord(document: root)
                return mapping.marks.allSatisfy { $0.holds(for: document) }
            },
            read: { root throws(ReportProblem) in try MappingReader.document(of: root, by: mapping) })
    }

    /// Every format, by name.
    public static let all = (standards + configurations + ReportMapping.all.map(ReportFormat.init)).sorted {
        $0.name < $1.name
    }

    /// The names of all formats, in order.
    public static let names = all.map(\.name)

    public static func named(_ name: String) -> ReportFormat? { all.first { $0.name == name } }

    /// Reads `root` as the format called `name`, or, for `auto`, as the one it looks like, `own` ones first.
    static func document(
        of root: JSONNode, named name: String, own: [ReportFormat] = []
    ) throws(ReportProblem) -> Document {
        if let format = own.first(where: { name == "auto" ? $0.isLikely(root) : $0.name == name }) {
            return try format.read(root)
        }
        if let several = try documentOfSeveral(root, named: name) { return several }
        guard name != "auto" else { return try likely(root).read(root) }
        guard let format = named(name) else {
            throw ReportProblem(
                .unknownFormat, "there is no format \"\(name)\"; the nearest is \(nearest(to: name)), auto looks itself"
            )
        }
        return try format.read(root)
    }

    /// Whole reports in a list, as `jq -s` or `cat` put them together, as one document; nil where `root` is no list of
    /// objects each of which is a report of the format by itself, or where the list as such is one.
    private static func documentOfSeveral(_ root: JSONNode, named name: String) throws(ReportProblem) -> Document? {
        let candidates = name == "auto" ? standards : standards.filter { $0.name == name }
        guard root.isArray, root.count > 0, let format = candidates.first(where: { $0.isLikely(root[0] ?? root) }),
            !all.contains(where: { $0.isLikely(root) }),
            root.elements.allSatisfy({ $0.isObject && format.isLikely($0) })
        else { return nil }
        var documents: [Document] = []
        for (index, element) in root.elements.enumerated() {
            do throws(ReportProblem) {
                documents.append(try format.read(element))
            } catch {
                throw ReportProblem(error.code, error.message, location: "/\(index)\(error.location ?? "")")
            }
        }
        return .merging(documents)
    }

    private static func likely(_ root: JSONNode) throws(ReportProblem) -> ReportFormat {
        guard let format = all.first(where: { $0.isLikely(root) }) else {
            throw ReportProblem(
                .unknownFormat,
                "this JSON is none of the \(all.count) formats that are read; name one of them if it is, or map it")
        }
        return format
    }

    /// The name that differs in the fewest letters (Levenshtein).
    public static func nearest(to name: String) -> String {
        names.min { EditDistance.between($0, name) < EditDistance.between($1, name) } ?? "auto"
    }
}
