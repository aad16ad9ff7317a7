/// `REPOSITORY@REF` as the command line gives it: a URL or a folder, and a branch, a tag or a commit.
struct GitReference: Hashable {
    let repository: String
    let reference: String

    /// Splits at the last `@`. Nil without a reference, or where a part could be taken for an option.
    init?(_ text: String) {
        guard let at = text.lastIndex(of: "@") else { return nil }
        repository = String(text[..<at])
        reference = String(text[text.index(after: at)...])
        // `git@host:path` without a reference: no reference holds a colon.
        let isPlain = reference.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && scalar.value < 0x7F && !":~^?*[\\".unicodeScalars.contains(scalar)
        }
        guard isPlain, !repository.isEmpty, !reference.isEmpty, !repository.hasPrefix("-"), !reference.hasPrefix("-")
        else { return nil }
    }
}
