/// What changed between two SBOMs of one thing: per package, by the order of its ecosystem's versions.
public struct InventoryDifference: Hashable, Sendable {
    /// By kind, then by name.
    public let changes: [ComponentChange]
    /// Components that are the same in both.
    public let unchanged: Int

    /// Linear in the number of components but for sorting.
    public init(from old: Document, to new: Document) {
        let (before, after) = (Self.byIdentity(old.components), Self.byIdentity(new.components))
        var pairs: [(ComponentChange.Kind, Component?, Component?)] = []
        var same: [(Component, Component)] = []
        for identity in Set(before.keys).union(after.keys) {
            let difference = Self.pairs(before[identity] ?? [], after[identity] ?? [])
            pairs += difference.pairs
            same += difference.same
        }
        let context = ChangeContext(
            old: old, new: new, added: pairs.filter { $0.0 == .added }.compactMap { $0.2 })
        let differing = same.filter { !context.hasSameFindings($0.0, $0.1) }
        pairs += differing.map { (.changed, $0.0, $0.1) }
        changes = pairs.map { context.change($0.0, $0.1, $0.2) }.sorted { $0.precedes($1) }
        unchanged = same.count - differing.count
    }

    private static func byIdentity(_ components: [Component]) -> [String: [Component]] {
        Dictionary(grouping: components, by: \.inventoryIdentity)
    }

    /// Equal versions first, then what is left in the order of versions, the lowest with the lowest.
    private static func pairs(
        _ before: [Component], _ after: [Component]
    ) -> (pairs: [(ComponentChange.Kind, Component?, Component?)], same: [(Component, Component)]) {
        var pairs: [(ComponentChange.Kind, Component?, Component?)] = []
        var unchanged: [(Component, Component)] = []
        var rest = Dictionary(grouping: after) { $0.version ?? "" }
        var left: [Component] = []
        for component in before {
            guard let same = rest[component.version ?? ""]?.popLast() else {
                left.append(component)
                continue
            }
            if component.isSame(as: same) {
                unchanged.append((component, same))
            } else {
                pairs.append((.changed, component, same))
            }
        }
        let olds = left.inVersionOrder
        let news = rest.values.flatMap { $0 }.inVersionOrder
        for (old, new) in zip(olds, news) { pairs.append((kind(old, new), old, new)) }
        pairs += olds.dropFirst(news.count).map { (.removed, $0, nil) }
        pairs += news.dropFirst(olds.count).map { (.added, nil, $0) }
        return (pairs, unchanged)
    }

    private static func kind(_ old: Component, _ new: Component) -> ComponentChange.Kind {
        switch old.versionOrdering(to: new) {
        case .lower: .upgraded
        case .higher: .downgraded
        case .same: .changed
        }
    }
}

extension ComponentChange {
    fileprivate func precedes(_ other: ComponentChange) -> Bool {
        func key(_ change: ComponentChange) -> (String, String) {
            (change.kind.rawValue, (change.after ?? change.before)?.label ?? "")
        }
        return key(self) < key(other)
    }
}

extension Component {
    /// What stays when the package is bumped: type, namespace and name, without qualifiers.
    var inventoryIdentity: String {
        guard let purl = purl.flatMap({ try? PackageURL(parsing: $0) }) else { return "\(group ?? "")/\(name)" }
        return "pkg:\(purl.type)/\(purl.namespace ?? "")/\(purl.name)#\(purl.subpath ?? "")"
    }

    /// Whether both say the same of licences and bytes.
    fileprivate func isSame(as other: Component) -> Bool {
        licenses == other.licenses
            && !hashes.contains { hash in
                other.hashes.contains {
                    $0.algorithm == hash.algorithm && $0.value.lowercased() != hash.value.lowercased()
                }
            }
    }

    /// By the ecosystem's order, else by one that fits most versions.
    func versionOrdering(to other: Component) -> VersionOrdering {
        let (left, right) = (version ?? "", other.version ?? "")
        guard left != right else { return .same }
        let scheme = purl.flatMap { try? PackageURL(parsing: $0) }?.scheme
        return scheme?.order(left, right) ?? (VersionOrder.isLower(left, right) ? .lower : .higher)
    }
}

extension [Component] {
    fileprivate var inVersionOrder: [Component] { sorted { $0.versionOrdering(to: $1) == .lower } }
}
