/// Which package of which ecosystem of OSV a package URL means.
enum AdvisoryEcosystem {
    /// Why a component cannot be looked up; the raw value is for people.
    enum Gap: String, Error, Hashable {
        case noPackageURL = "no package URL"
        case noRelease = "no release of its distribution (the qualifier distro)"
        case unsupported = "an ecosystem that is not supported"
        case noAdvisories = "no advisories for its ecosystem among those given"
        case noVersion = "no version"
        case unreadableVersion = "a version that its ecosystem cannot order"
    }

    /// By the ecosystem's name before its first colon (https://ossf.github.io/osv-schema/#affectedpackage-field).
    static let schemes: [String: VersionScheme] = [
        "AlmaLinux": .rpm, "Alpine": .apk, "Bitnami": .semver, "CRAN": .cran, "Chainguard": .apk, "ConanCenter": .conan,
        "Debian": .deb, "GitHub Actions": .semver, "Go": .golang, "Hex": .hex, "Mageia": .rpm, "Maven": .maven,
        "NuGet": .nuget, "Packagist": .composer, "Pub": .pub, "PyPI": .pypi, "Rocky Linux": .rpm, "RubyGems": .gem,
        "SwiftURL": .swift, "Ubuntu": .deb, "Wolfi": .apk, "crates.io": .cargo, "npm": .npm, "openEuler": .rpm,
    ]

    static func package(of purl: PackageURL) -> Result<AdvisoryPackage, Gap> {
        if let ecosystem = languages[purl.type] {
            return .success(AdvisoryPackage(ecosystem: ecosystem, name: name(of: purl)))
        }
        return distribution(of: purl).map { ecosystem in
            AdvisoryPackage(ecosystem: ecosystem, name: sourcePackage(of: purl))
        }
    }

    private static let languages = [
        "bitnami": "Bitnami", "cargo": "crates.io", "composer": "Packagist", "conan": "ConanCenter", "cran": "CRAN",
        "gem": "RubyGems", "githubactions": "GitHub Actions", "golang": "Go", "hex": "Hex", "maven": "Maven",
        "npm": "npm", "nuget": "NuGet", "pub": "Pub", "pypi": "PyPI", "swift": "SwiftURL",
    ]

    private static func name(of purl: PackageURL) -> String {
        guard let namespace = purl.namespace else { return purl.name }
        return "\(namespace)\(purl.type == "maven" ? ":" : "/")\(purl.name)"
    }

    /// Distributions name advisories after source packages, which scanners keep in `upstream` (`name` or `name@version`), or
    /// in `source`.
    private static func sourcePackage(of purl: PackageURL) -> String {
        guard let upstream = purl.qualifiers["upstream"] ?? purl.qualifiers["source"] else { return purl.name }
        return String(upstream.prefix { $0 != "@" })
    }

    private static func distribution(of purl: PackageURL) -> Result<String, Gap> {
        switch "\(purl.type)/\(purl.namespace ?? "")" {
        case "apk/wolfi": .success("Wolfi")
        case "apk/chainguard": .success("Chainguard")
        case "apk/alpine": release(of: purl, "alpine", parts: 2).map { "Alpine:v\($0)" }
        case "deb/debian": release(of: purl, "debian", parts: 1).map { "Debian:\(debianReleases[$0] ?? $0)" }
        case "deb/ubuntu": release(of: purl, "ubuntu", parts: 2).map { "Ubuntu:\(ubuntuReleases[$0] ?? $0)" }
        case "rpm/almalinux": release(of: purl, "almalinux", parts: 1).map { "AlmaLinux:\($0)" }
        case "rpm/mageia": release(of: purl, "mageia", parts: 1).map { "Mageia:\($0)" }
        case "rpm/rocky", "rpm/rocky-linux": release(of: purl, "rocky", parts: 1).map { "Rocky Linux:\($0)" }
        default: .failure(.unsupported)
        }
    }

    private static let debianReleases = [
        "bookworm": "12", "bullseye": "11", "buster": "10", "jessie": "8", "stretch": "9", "trixie": "13",
    ]

    private static let ubuntuReleases = [
        "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "noble": "24.04", "trusty": "14.04", "xenial": "16.04",
    ]

    /// The first `parts` parts of the release in `distro`: `alpine-3.18.4`, `debian-12`, `bookworm`, `12`.
    private static func release(of purl: PackageURL, _ name: String, parts: Int) -> Result<String, Gap> {
        guard let distro = purl.qualifiers["distro"]?.lowercased() else { return .failure(.noRelease) }
        let release = distro.hasPrefix("\(name)-") ? distro.dropFirst(name.count + 1) : distro[...]
        let kept = release.split(separator: ".").prefix(parts).joined(separator: ".")
        return kept.isEmpty ? .failure(.noRelease) : .success(kept)
    }
}
