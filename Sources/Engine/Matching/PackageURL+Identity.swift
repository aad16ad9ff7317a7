extension PackageURL {
    /// Type, namespace, name and subpath: what stays when the package is bumped. The type is in lower case.
    static func withoutVersion(_ purl: String) -> String {
        let utf8 = Array(purl.utf8)
        let hash = utf8.firstIndex(of: UInt8(ascii: "#")) ?? utf8.endIndex
        let question = utf8[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash
        let slash = utf8[..<question].lastIndex(of: UInt8(ascii: "/")) ?? 0
        let at = utf8[slash..<question].lastIndex(of: UInt8(ascii: "@")) ?? question
        // A scope's own `@` stands right behind the slash and begins a name, not a version.
        let end = at == slash + 1 ? question : at
        var text = String(decoding: utf8[..<end] + utf8[hash...], as: UTF8.self)
        if let typeEnd = text.firstIndex(of: "/") {
            text.replaceSubrange(..<typeEnd, with: text[..<typeEnd].lowercased())
        }
        return text
    }

    static func isPackageURL(_ text: String) -> Bool { text.utf8.prefix(4).elementsEqual("pkg:".utf8) }

    /// The order of the package's versions; nil for a type that has none that we know.
    var scheme: VersionScheme? {
        switch type {
        case "bitnami", "github", "githubactions": .semver
        default: VersionScheme(rawValue: type)
        }
    }
}
