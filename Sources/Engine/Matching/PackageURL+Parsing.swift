extension PackageURL {
    /// Reads `text` from its ends inwards, as the specification's "How to parse" does. Throws where it is no package URL.
    public init(parsing text: String) throws(PackageURLError) {
        let parts = try Parts(of: text)
        try self.init(
            type: parts.type, namespace: parts.namespace.map(Self.decodedPath),
            name: PercentEncoding.decoded(parts.name),
            version: parts.version.map(PercentEncoding.decoded), qualifiers: Self.qualifiers(parts.qualifiers),
            subpath: parts.subpath.map(Self.decodedPath))
    }

    /// The parts of a package URL, still encoded.
    private struct Parts {
        let type: String
        let namespace: String?
        let name: String
        let version: String?
        let qualifiers: Substring
        let subpath: String?

        init(of text: String) throws(PackageURLError) {
            guard text.utf8.count <= 16_384 else { throw PackageURLError("a package URL has at most 16 KiB") }
            guard text.prefix(4).lowercased() == "pkg:" else {
                throw PackageURLError("a package URL begins with pkg:")
            }
            var rest = text.dropFirst(4).drop { $0 == "/" }
            subpath = Self.cut("#", from: &rest).map(String.init)
            qualifiers = Self.cut("?", from: &rest) ?? ""
            guard let slash = rest.firstIndex(of: "/") else {
                throw PackageURLError("a package URL has a type and a name: pkg:npm/left-pad")
            }
            type = String(rest[..<slash])
            var path = rest[rest.index(after: slash)...]
            version = Self.version(from: &path)
            path = path.drop { $0 == "/" }
            if version == nil { while path.last == "/" { path.removeLast() } }
            let last = path.lastIndex(of: "/")
            namespace = last.map { String(path[..<$0]) }
            name = String(last.map { path[path.index(after: $0)...] } ?? path)
        }

        /// What follows the last `separator`.
        private static func cut(_ separator: Character, from text: inout Substring) -> Substring? {
            guard let index = text.lastIndex(of: separator) else { return nil }
            defer { text = text[..<index] }
            return text[text.index(after: index)...]
        }

        /// What follows the last `@`, unless that begins an npm scope.
        private static func version(from path: inout Substring) -> String? {
            guard let at = path.lastIndex(of: "@") else { return nil }
            let after = path[path.index(after: at)...]
            let isScope = at == path.startIndex || path[path.index(before: at)] == "/"
            guard !isScope || !after.contains("/") else { return nil }
            defer { path = path[..<at] }
            return String(after)
        }
    }

    private static func decodedPath(_ path: String) -> String {
        path.split(separator: "/").map { PercentEncoding.decoded(String($0)) }.joined(separator: "/")
    }

    private static func qualifiers(_ text: Substring) -> [String: String] {
        var result: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let equals = pair.firstIndex(of: "=") ?? pair.endIndex
            result[String(pair[..<equals])] = PercentEncoding.decoded(String(pair[equals...].dropFirst()))
        }
        return result
    }
}
