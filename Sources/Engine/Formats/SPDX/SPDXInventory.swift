/// The packages of an SPDX document, parted into what the document is about and what that is made of.
struct SPDXInventory {
    let components: [Component]
    /// The one package that the document describes, if there are others beside it.
    let subject: Component?

    /// Why a document is not checked that has packages alone.
    static let unchecked =
        "the SPDX document is an inventory: it does not say that its packages were checked for vulnerabilities"

    init(_ packages: [Component], described: [String]) {
        let roots = packages.filter { $0.reference.map(described.contains) ?? false }
        subject = roots.count == 1 && packages.count > 1 ? roots[0] : nil
        let subject = subject
        components = packages.filter { $0 != subject }.sorted { $0.precedes($1) }
    }

    /// As CycloneDX spells it: `SHA256`, `sha3_256` and `SHA3-256` are one family.
    static func algorithm(_ name: String) -> String {
        let word = name.uppercased().replacing("_", with: "-")
        if word.hasPrefix("SHA"), let digit = word.dropFirst(3).first, digit.isNumber, !word.hasPrefix("SHA3-") {
            return "SHA-\(word.dropFirst(3))"
        }
        return word.hasPrefix("BLAKE2B-") ? "BLAKE2b-\(word.dropFirst(8))" : word
    }

    /// The text that says something: neither `NOASSERTION` nor `NONE`.
    static func asserted(_ text: String?) -> String? {
        text.flatMap { ["NOASSERTION", "NONE"].contains($0) ? nil : $0 }
    }
}
