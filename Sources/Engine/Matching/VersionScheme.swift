/// How versions are ordered in an ecosystem, under the name that VERS gives it.
///
/// https://github.com/package-url/vers-spec; each order lies in a file of its own in `Versions`.
public enum VersionScheme: String, CaseIterable, Hashable, Sendable {
    case apk, cargo, composer, conan, cran, deb, gem, golang, hex, lexicographic, maven, npm, nuget, openssl, pub, pypi
    case rpm, semver, swift

    /// How `left` stands to `right`; nil where one of them is no version of this scheme.
    public func order(_ left: String, _ right: String) -> VersionOrdering? {
        switch self {
        case .apk: AlpineVersion.order(left, right)
        case .cargo, .golang, .hex, .npm, .semver, .swift: SemanticVersion.order(left, right)
        case .composer: ComposerVersion.order(left, right)
        case .conan: ConanVersion.order(left, right)
        case .cran: CRANVersion.order(left, right)
        case .deb: DebianVersion.order(left, right)
        case .gem: GemVersion.order(left, right)
        case .lexicographic: LexicographicVersion.order(left, right)
        case .maven: MavenVersion.order(left, right)
        case .nuget: NuGetVersion.order(left, right)
        case .openssl: OpenSSLVersion.order(left, right)
        case .pub: PubVersion.order(left, right)
        case .pypi: PythonVersion.order(left, right)
        case .rpm: RPMVersion.order(left, right)
        }
    }

    /// Whether `text` is a version of this scheme.
    public func reads(_ text: String) -> Bool { order(text, text) != nil }
}

/// How one version stands to another.
public enum VersionOrdering: Int, Hashable, Sendable {
    case lower = -1
    case same = 0
    case higher = 1

    /// The ordering of anything that can be compared.
    init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left < right ? .lower : right < left ? .higher : .same
    }

    /// This, or the next difference where there is none.
    func or(_ next: @autoclosure () -> VersionOrdering) -> VersionOrdering { self == .same ? next() : self }

    var reversed: VersionOrdering { VersionOrdering(rawValue: -rawValue) ?? .same }
}

/// A version of one ecosystem, read from its text.
protocol EcosystemVersion {
    /// Nil where the ecosystem has no such version.
    init?(_ text: String)

    func ordering(to other: Self) -> VersionOrdering
}

extension EcosystemVersion {
    static func order(_ left: String, _ right: String) -> VersionOrdering? {
        guard let left = Self(left), let right = Self(right) else { return nil }
        return left.ordering(to: right)
    }
}
