/// The files that several tools mean, though each writes paths from a root of its own.
struct SourcePaths {
    private var longest: [String: String] = [:]

    /// A path is completed to the longest of the given ones that end with it, if those all end with each other: `app.py` is
    /// `src/app.py`, unless there is also a `test/app.py`.
    init(_ paths: [String]) {
        let byName = Dictionary(grouping: Set(paths.map(Self.segments)), by: { $0.last ?? "" })
        for paths in byName.values {
            let ordered = paths.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
            for path in ordered {
                let longer = ordered.count <= Self.limit ? ordered.filter { Self.ends($0, with: path) } : [path]
                let whole = longer.last ?? path
                let isOne = longer.allSatisfy { Self.ends(whole, with: $0) }
                longest[path.joined(separator: "/")] = (isOne ? whole : path).joined(separator: "/")
            }
        }
    }

    func resolved(_ path: String) -> String {
        let own = Self.segments(path).joined(separator: "/")
        return longest[own] ?? own
    }

    /// More files of one name than this are not compared, because it takes their square.
    private static let limit = 500

    private static func segments(_ path: String) -> [Substring] {
        let bare = path.hasPrefix("file://") ? path.dropFirst(7) : path[...]
        return bare.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." }
    }

    private static func ends(_ path: [Substring], with end: [Substring]) -> Bool {
        path.count >= end.count && path.suffix(end.count).elementsEqual(end)
    }
}
