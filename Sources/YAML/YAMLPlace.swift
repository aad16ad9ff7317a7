internal import Yams

/// Where things stand in a YAML text.
public enum YAMLPlace {
    /// The one-based line of `path` (`losses.exploited.low`, `rules.0.when`), or of the nearest part around it that
    /// exists; nil where the text has none of it.
    public static func line(of path: String, in text: String) -> Int? {
        guard let parser = try? Parser(yaml: text) else { return nil }
        return withExtendedLifetime(parser) {
            guard let root = try? parser.singleRoot() else { return nil }
            return line(of: path.split(separator: ".").map(String.init)[...], in: root, root.mark?.line)
        }
    }

    private static func line(of path: ArraySlice<String>, in node: Node, _ here: Int?) -> Int? {
        guard let name = path.first else { return here }
        switch node {
        case .mapping(let mapping):
            guard let (key, value) = mapping.first(where: { $0.key.string == name }) else { return here }
            return line(of: path.dropFirst(), in: value, key.mark?.line ?? here)
        case .sequence(let sequence):
            guard let index = Int(name), sequence.indices.contains(index) else { return here }
            return line(of: path.dropFirst(), in: sequence[index], sequence[index].mark?.line ?? here)
        case .alias, .scalar: return here
        }
    }
}
