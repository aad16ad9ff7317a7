/// A package as advisories name it: an ecosystem, with a release for distributions, and a name in it.
public struct AdvisoryPackage: Hashable, Sendable {
    /// `npm`, `PyPI`, `Debian:12`, without suffixes such as `:LTS`.
    public let ecosystem: String
    /// In the ecosystem's one spelling.
    public let name: String

    /// From `affected[].package` of OSV.
    public init(ecosystem: String, name: String) {
        self.ecosystem = Self.plain(ecosystem)
        self.name = Self.normalised(name, ecosystem)
    }

    /// The order of its versions; nil for an ecosystem that is not supported.
    public var scheme: VersionScheme? { AdvisoryEcosystem.schemes[ecosystem.prefixBeforeColon] }

    /// `Ubuntu:22.04:LTS` is Ubuntu's release 22.04; `Ubuntu:Pro:22.04:LTS` stays what it is.
    private static func plain(_ ecosystem: String) -> String {
        ecosystem.hasPrefix("Ubuntu:") && ecosystem.hasSuffix(":LTS") ? String(ecosystem.dropLast(4)) : ecosystem
    }

    private static func normalised(_ name: String, _ ecosystem: String) -> String {
        switch ecosystem {
        case "NuGet", "Packagist", "Hex", "Pub", "GitHub Actions": return name.lowercased()
        case "PyPI":
            // PEP 503: runs of dashes, underscores and dots are one dash.
            return name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
        case "SwiftURL":
            var name = name.lowercased()[...]
            for scheme in ["https://", "http://"] where name.hasPrefix(scheme) { name = name.dropFirst(scheme.count) }
            return String(name.hasSuffix(".git") ? name.dropLast(4) : name)
        default: return name
        }
    }
}

extension String {
    fileprivate var prefixBeforeColon: String { String(prefix { $0 != ":" }) }
}
