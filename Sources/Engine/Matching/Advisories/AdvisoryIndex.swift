/// Advisories by the packages they are about, as far as anybody asks for them.
public struct AdvisoryIndex: Sendable {
    /// Packages that are looked for; nothing else is kept, so that a database of any size fits.
    private let wanted: Set<AdvisoryPackage>
    private var entries: [AdvisoryPackage: [Entry]] = [:]
    private var ecosystems: Set<String> = []
    /// How many advisories were offered.
    public private(set) var count = 0

    struct Entry: Sendable {
        let advisory: Advisory
        let affected: AffectedPackage
    }

    public init(for components: [Component]) {
        wanted = Set(components.compactMap { try? $0.advisoryPackage.get() })
    }

    public mutating func add(_ advisory: Advisory) {
        count += 1
        for affected in advisory.affected {
            ecosystems.insert(affected.package.ecosystem)
            guard !advisory.isWithdrawn, wanted.contains(affected.package) else { continue }
            entries[affected.package, default: []].append(Entry(advisory: advisory.withoutPackages, affected: affected))
        }
    }

    /// The advisories about `package`; nil where no advisory at all is about its ecosystem.
    func entries(for package: AdvisoryPackage) -> [Entry]? {
        ecosystems.contains(package.ecosystem) ? entries[package] ?? [] : nil
    }
}

extension Advisory {
    /// The same without the list of packages, which can be long.
    fileprivate var withoutPackages: Advisory {
        Advisory(
            id: id, aliases: aliases, upstream: upstream, isWithdrawn: isWithdrawn, title: title, severity: severity,
            scoreTenths: scoreTenths, weaknesses: weaknesses, affected: [])
    }
}
