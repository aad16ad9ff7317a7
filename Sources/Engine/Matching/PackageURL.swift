/// A package URL (https://github.com/package-url/purl-spec): what a package is called, in whatever ecosystem.
///
/// Values are normalised as the type's definition wants it, so that equal packages are equal values.
public struct PackageURL: CustomStringConvertible, Hashable, Sendable {
    /// In lower case.
    public let type: String
    /// Segments joined by `/`, decoded; nil where there is none.
    public let namespace: String?
    public let name: String
    public let version: String?
    /// Decoded, under names in lower case; without empty ones.
    public let qualifiers: [String: String]
    /// Segments joined by `/`, decoded, without `.` and `..`.
    public let subpath: String?

    /// Throws where a part is missing or has letters that it may not have, but not where the type alone wants more: see
    /// `requireTypeRules`.
    public init(
        type: String, namespace: String? = nil, name: String, version: String? = nil,
        qualifiers: [String: String] = [:],
        subpath: String? = nil
    ) throws(PackageURLError) {
        guard let first = type.utf8.first, Self.isLetter(first), type.utf8.allSatisfy(Self.isTypeCharacter) else {
            throw PackageURLError("a type has letters, digits, dots, pluses and dashes, and begins with a letter")
        }
        guard !name.isEmpty else { throw PackageURLError("a package URL has a name") }
        self.type = type.lowercased()
        let rules = PackageURLRules.of(self.type)
        self.namespace = Self.path(namespace, dropping: [""]).map { rules.lowersNamespace ? $0.lowercased() : $0 }
        self.name = rules.normalised(name, qualifiers)
        self.version = Self.present(version).map { rules.lowersVersion ? $0.lowercased() : $0 }
        self.qualifiers = try Self.checked(qualifiers)
        self.subpath = Self.path(subpath, dropping: ["", ".", ".."])
    }

    /// The canonical text.
    public var description: String {
        var text = "pkg:\(type)/"
        if let namespace { text += PercentEncoding.encoded(namespace, keeping: "/:") + "/" }
        text += PercentEncoding.encoded(name, keeping: ":")
        if let version { text += "@" + PercentEncoding.encoded(version, keeping: ":") }
        let pairs = qualifiers.keys.sorted().map { key in
            "\(key)=\(PercentEncoding.encoded(qualifiers[key] ?? "", keeping: ":"))"
        }
        if !pairs.isEmpty { text += "?" + pairs.joined(separator: "&") }
        if let subpath { text += "#" + PercentEncoding.encoded(subpath, keeping: "/:") }
        return text
    }

    private static func present(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

    private static func path(_ path: String?, dropping: Set<Substring>) -> String? {
        let segments = path?.split(separator: "/").filter { !dropping.contains($0) } ?? []
        return segments.isEmpty ? nil : segments.joined(separator: "/")
    }

    private static func checked(_ qualifiers: [String: String]) throws(PackageURLError) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in qualifiers where !value.isEmpty {
            guard let first = key.utf8.first, isLetter(first), key.utf8.allSatisfy(isKeyCharacter) else {
                throw PackageURLError("a qualifier's name has letters, digits, dots, dashes and underscores: \(key)")
            }
            result[key.lowercased()] = value
        }
        return result
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    private static func isTypeCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte) || ".+-".utf8.contains(byte)
    }

    private static func isKeyCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte) || ".-_".utf8.contains(byte)
    }
}

/// Why a text is no package URL.
public struct PackageURLError: CustomStringConvertible, Error, Hashable, Sendable {
    public let description: String

    init(_ sentence: String) { description = sentence }
}
