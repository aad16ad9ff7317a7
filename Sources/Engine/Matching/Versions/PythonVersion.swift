/// Python's versions (PEP 440, https://peps.python.org/pep-0440/); what is none sorts below all, as setuptools had it.
struct PythonVersion: EcosystemVersion {
    private let key: Key

    private enum Key {
        case legacy([String])
        case standard(Standard)
    }

    init?(_ text: String) {
        let text = text.trimmed.lowercased()
        guard !text.isEmpty, !text.contains(" ") else { return nil }
        var scan = Scan(text)
        key = scan.standard().map(Key.standard) ?? .legacy(Self.legacyKey(text))
    }

    func ordering(to other: PythonVersion) -> VersionOrdering {
        switch (key, other.key) {
        case (.legacy(let left), .legacy(let right)): left.ordering(to: right)
        case (.legacy, .standard): .lower
        case (.standard, .legacy): .higher
        case (.standard(let left), .standard(let right)): left.ordering(to: right)
        }
    }

    /// A version of PEP 440 in the parts that are compared, in their order.
    struct Standard {
        var epoch = WholeNumber.zero
        var release: [WholeNumber] = []
        /// 0 alpha, 1 beta, 2 candidate, with its number.
        var prerelease: (phase: Int, number: WholeNumber)?
        var post: WholeNumber?
        var development: WholeNumber?
        var local: [SemanticVersion.Identifier] = []

        func ordering(to other: Standard) -> VersionOrdering {
            VersionOrdering(epoch, other.epoch)
                .or(release.ordering(to: other.release, filler: .zero))
                .or(VersionOrdering(phase, other.phase))
                .or(VersionOrdering(prerelease?.number ?? .zero, other.prerelease?.number ?? .zero))
                .or(VersionOrdering(post == nil ? 0 : 1, other.post == nil ? 0 : 1))
                .or(VersionOrdering(post ?? .zero, other.post ?? .zero))
                .or(VersionOrdering(development == nil ? 1 : 0, other.development == nil ? 1 : 0))
                .or(VersionOrdering(development ?? .zero, other.development ?? .zero))
                .or(Self.ordering(local, other.local))
        }

        /// A development release of a final one comes before its alphas; a final or post release after its candidates.
        private var phase: Int {
            if let prerelease { return prerelease.phase }
            return post == nil && development != nil ? -1 : 3
        }

        /// Numbers are above words here, unlike in semantic versions.
        private static func ordering(
            _ left: [SemanticVersion.Identifier], _ right: [SemanticVersion.Identifier]
        ) -> VersionOrdering {
            for (left, right) in zip(left, right) {
                let ordering: VersionOrdering =
                    switch (left, right) {
                    case (.number, .word): .higher
                    case (.word, .number): .lower
                    default: VersionOrdering(left, right)
                    }
                guard ordering == .same else { return ordering }
            }
            return VersionOrdering(left.count, right.count)
        }
    }

    /// The key of setuptools' former `LegacyVersion`.
    private static func legacyKey(_ text: String) -> [String] {
        var parts: [String] = []
        for run in Scan.runs(of: text) {
            guard run.utf8.first?.isDigit == false else {
                parts.append(String(repeating: "0", count: max(0, 8 - run.utf8.count)) + run)
                continue
            }
            append(words[run] ?? run, to: &parts)
        }
        append("final", to: &parts)
        return parts
    }

    private static let words = ["-": "final-", "dev": "@", "pre": "c", "preview": "c", "rc": "c"]

    private static func append(_ word: String, to parts: inout [String]) {
        let part = "*" + word
        if part < "*final" { while parts.last == "*final-" { parts.removeLast() } }
        while parts.last == "00000000" { parts.removeLast() }
        parts.append(part)
    }
}
