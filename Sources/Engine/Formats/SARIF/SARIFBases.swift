internal import JSON

/// What `originalUriBaseIds` gives for each base: they may stand on one another (section 3.14.14).
struct SARIFBases {
    /// Longer chains than this are a cycle.
    private static let maximumChain = 16

    private let uris: [String: String]

    init(_ node: JSONNode?) {
        var uris: [String: String] = [:]
        guard let node else {
            self.uris = uris
            return
        }
        for (name, _) in node.members { uris[name] = Self.uri(of: name, in: node) }
        self.uris = uris
    }

    private static func uri(of name: String, in node: JSONNode) -> String? {
        var uri = ""
        var next: String? = name
        for _ in 0..<maximumChain {
            guard let name = next, let base = node.member(named: name) else { return uri.isEmpty ? nil : uri }
            uri = (base.text("uri") ?? "") + uri
            next = hasScheme(uri) ? nil : base.text("uriBaseId")
        }
        return next == nil ? uri : nil
    }

    /// `uri` behind its base, as it is where it needs none or the base is not told.
    func resolve(_ uri: String, _ base: String?) -> String {
        guard let base, let prefix = uris[base], !Self.hasScheme(uri) else { return uri }
        return prefix.hasSuffix("/") || prefix.isEmpty ? prefix + uri : "\(prefix)/\(uri)"
    }

    /// `uri` without what depends on the machine: behind its base's name, cut out of it if it is written in full.
    func relative(_ uri: String, _ base: String?) -> String {
        if let base, !Self.hasScheme(uri) { return "\(base)\u{0}\(uri)" }
        let containing = uris.filter { Self.hasScheme($0.value) && $0.value.count > 8 && uri.hasPrefix($0.value) }
        guard let longest = containing.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else {
            return uri
        }
        return "\(longest.key)\u{0}\(uri.dropFirst(longest.value.count))"
    }

    /// RFC 3986 section 3.1; one letter alone is a drive.
    private static func hasScheme(_ uri: String) -> Bool {
        guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = uri.utf8[..<colon]
        return scheme.count > 1
            && scheme.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || (43...57).contains($0) && $0 != 47 }
    }
}
