/// RPM's versions (https://rpm-software-management.github.io/rpm/manual/dependencies.html): epoch, version, release.
struct RPMVersion: EcosystemVersion {
    private let epoch: [UInt8]
    private let version: [UInt8]
    /// Nil where there is none, which is below any.
    private let release: [UInt8]?

    init?(_ text: String) {
        let text = Array(text.trimmed.utf8)
        guard !text.isEmpty, !text.contains(0x20) else { return nil }
        let colon = text.firstIndex(of: UInt8(ascii: ":"))
        epoch = colon.map { $0 == 0 ? [48] : Array(text[..<$0]) } ?? [48]
        let rest = text[(colon.map { $0 + 1 } ?? 0)...]
        let dash = rest.lastIndex(of: UInt8(ascii: "-"))
        version = Array(rest[..<(dash ?? rest.endIndex)])
        release = dash.map { Array(rest[($0 + 1)...]) }
    }

    func ordering(to other: RPMVersion) -> VersionOrdering {
        Self.ordering(epoch[...], other.epoch[...])
            .or(Self.ordering(version[...], other.version[...]))
            .or(VersionOrdering(release == nil ? 0 : 1, other.release == nil ? 0 : 1))
            .or(Self.ordering((release ?? [])[...], (other.release ?? [])[...]))
    }

    /// `rpmvercmp`: separators only separate; `~` is below the end, `^` above it and below anything else.
    private static func ordering(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> VersionOrdering {
        var (left, right) = (left, right)
        while true {
            left = left.drop(while: isSeparator)
            right = right.drop(while: isSeparator)
            let marks = (mark(left.first), mark(right.first))
            if marks.0 != 2 || marks.1 != 2 {
                let order = VersionOrdering(marks.0, marks.1)
                guard order == .same, marks.0 != 0 else { return order }
                (left, right) = (left.dropFirst(), right.dropFirst())
                continue
            }
            let order = run(&left, &right)
            guard order == .same else { return order }
        }
    }

    /// How what follows stands to the end, which is 0: a tilde is below it, a caret above, anything else above that.
    private static func mark(_ byte: UInt8?) -> Int {
        switch byte {
        case nil: 0
        case UInt8(ascii: "~"): -1
        case UInt8(ascii: "^"): 1
        default: 2
        }
    }

    private static func run(_ left: inout ArraySlice<UInt8>, _ right: inout ArraySlice<UInt8>) -> VersionOrdering {
        let isNumber = left.first?.isDigit ?? false
        let runs = (
            left.prefix { $0.isDigit == isNumber && isWord($0) }, right.prefix { $0.isDigit == isNumber && isWord($0) }
        )
        // A number is above a word.
        guard !runs.1.isEmpty else { return isNumber ? .higher : .lower }
        left = left[runs.0.endIndex...]
        right = right[runs.1.endIndex...]
        if isNumber { return VersionOrdering(WholeNumber(runs.0), WholeNumber(runs.1)) }
        return Array(runs.0).ordering(to: Array(runs.1))
    }

    private static func isWord(_ byte: UInt8) -> Bool { byte.isDigit || byte.isLetter }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        !isWord(byte) && byte != UInt8(ascii: "~") && byte != UInt8(ascii: "^")
    }
}
