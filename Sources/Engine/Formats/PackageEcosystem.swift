/// The ecosystems of packages under the names that scanners, advisories and forges use for them.
enum PackageEcosystem {
    /// The package's purl, with the name split as its type wants it; nil for an ecosystem that is not known.
    ///
    /// Types: https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst
    static func purl(_ name: String, _ version: String?, in ecosystem: String) -> String? {
        // OSV appends a release: `Debian:12`.
        let word = ecosystem.lowercased().prefix { $0 != ":" }
        guard let type = types[String(word)] else { return nil }
        return "pkg:\(type)/\(path(name, type))\(version.map { "@\(escaped($0))" } ?? "")"
    }

    private static func path(_ name: String, _ type: String) -> String {
        switch type {
        case "maven": name.split(separator: ":").map { escaped(String($0)) }.joined(separator: "/")
        case "npm": name.hasPrefix("@") ? "%40\(name.dropFirst())" : name
        case "pypi": name.lowercased().replacing("_", with: "-")
        default: name
        }
    }

    /// Percent-encodes what has a meaning of its own in a purl.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case " ": result += "%20"
            case "#": result += "%23"
            case "%": result += "%25"
            case "/": result += "%2F"
            case "?": result += "%3F"
            case "@": result += "%40"
            default: result.append(character)
            }
        }
        return result
    }

    private static let types = [
        "actions": "githubactions", "alpine": "apk", "apk": "apk", "bundler": "gem", "cargo": "cargo",
        "cocoapods": "cocoapods", "composer": "composer", "conan": "conan", "crates.io": "cargo", "deb": "deb",
        "debian": "deb", "dotnet-core": "nuget", "erlang": "hex", "gem": "gem", "githubactions": "githubactions",
        "github actions": "githubactions", "go": "golang", "go-mod": "golang", "go-module": "golang",
        "gobinary": "golang", "golang": "golang", "gomod": "golang", "gomodules": "golang", "gradle": "maven",
        "hex": "hex", "jar": "maven", "java": "maven", "java-archive": "maven", "javascript": "npm", "maven": "maven",
        "node-pkg": "npm", "npm": "npm", "nuget": "nuget", "packagist": "composer", "pip": "pypi", "pipenv": "pypi",
        "poetry": "pypi", "pom": "maven", "pub": "pub", "pypi": "pypi", "python": "pypi", "python-pkg": "pypi",
        "rpm": "rpm", "ruby": "gem", "rubygems": "gem", "rust": "cargo", "sbt": "maven", "swift": "swift",
        "swifturl": "swift", "ubuntu": "deb", "yarn": "npm", "pnpm": "npm", "bun": "npm",
    ]
}
