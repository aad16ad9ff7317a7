/// What a package is called whichever tool names it: `@babel/core`, `org.apache.logging.log4j/log4j-core`, `openssl`.
struct PackageName: Comparable, Hashable {
    let text: String

    /// `component` is a package URL, `name@version`, or a name. Distributions' namespaces say who ships it, not what it is.
    init(ofComponent component: String) {
        // Ignored: what only looks like a package URL is taken as a name.
        if PackageURL.isPackageURL(component), let purl = try? PackageURL(parsing: component) {
            let isShipped = Self.distributions.contains(purl.type)
            text = Self.folded(isShipped ? purl.name : purl.namespace.map { "\($0)/\(purl.name)" } ?? purl.name)
        } else {
            let at = component.lastIndex(of: "@").flatMap { $0 == component.startIndex ? nil : $0 }
            text = Self.folded(String(component[..<(at ?? component.endIndex)]))
        }
    }

    static func < (left: PackageName, right: PackageName) -> Bool { left.text < right.text }

    /// The last segment, which is all that some tools name.
    var last: Substring { text.split(separator: "/").last ?? "" }

    var hasNamespace: Bool { text.contains("/") }

    private static let distributions: Set<String> = ["alpm", "apk", "deb", "rpm"]

    private static func folded(_ name: String) -> String {
        String(name.lowercased().map { $0 == "_" ? "-" : $0 == ":" ? "/" : $0 })
    }
}
