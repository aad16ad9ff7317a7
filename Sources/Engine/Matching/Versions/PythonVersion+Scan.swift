extension PythonVersion {
    /// Walks over the text of a version, in lower case.
    struct Scan {
        private var rest: Substring

        init(_ text: String) { rest = text[...] }

        /// The version by the grammar of PEP 440, appendix B; nil where the text is none.
        mutating func standard() -> Standard? {
            var version = Standard()
            _ = take("v")
            guard let first = number() else { return nil }
            if take("!") {
                version.epoch = first
                guard let number = number() else { return nil }
                version.release = [number]
            } else {
                version.release = [first]
            }
            while let next = after({ scan in scan.take(".") ? scan.number() : nil }) { version.release.append(next) }
            version.prerelease = after { scan in scan.prerelease() }
            version.post = after { scan in scan.post() }
            version.development = after { scan in scan.numbered(["dev"]) }
            if take("+") {
                version.local = rest.split { ".-_".contains($0) }.map(SemanticVersion.Identifier.init)
                rest = ""
            }
            return rest.isEmpty ? version : nil
        }

        /// Runs of digits and of letters, and dashes; everything else only separates.
        static func runs(of text: String) -> [String] {
            var runs: [String] = []
            var rest = text[...]
            while let first = rest.utf8.first {
                let run: Substring =
                    first.isDigit
                    ? rest.prefix { $0.utf8.first?.isDigit ?? false }
                    : first.isLetter ? rest.prefix { $0.utf8.first?.isLetter ?? false } : rest.prefix(1)
                if first.isDigit || first.isLetter || run == "-" { runs.append(String(run)) }
                rest = rest.dropFirst(max(1, run.count))
            }
            return runs
        }

        private mutating func prerelease() -> (phase: Int, number: WholeNumber)? {
            // Longer words first: `a` begins `alpha`.
            for (words, phase) in [(["alpha", "a"], 0), (["beta", "b"], 1), (["preview", "pre", "rc", "c"], 2)] {
                if let number = after({ scan in scan.numbered(words) }) { return (phase, number) }
            }
            return nil
        }

        private mutating func post() -> WholeNumber? {
            if let number = after({ scan in scan.take("-") ? scan.number() : nil }) { return number }
            return numbered(["post", "rev", "r"])
        }

        /// One of `words` with an optional separator before it and an optional number behind: 0 where that is missing.
        private mutating func numbered(_ words: [String]) -> WholeNumber? {
            separator()
            guard words.contains(where: { take($0) }) else { return nil }
            return after { scan in
                scan.separator()
                return scan.number()
            } ?? .zero
        }

        /// What `read` gives; where it gives nothing, nothing is consumed.
        private mutating func after<Value>(_ read: (inout Scan) -> Value?) -> Value? {
            var copy = self
            guard let value = read(&copy) else { return nil }
            self = copy
            return value
        }

        private mutating func separator() { if let first = rest.first, ".-_".contains(first) { rest.removeFirst() } }

        private mutating func take(_ word: String) -> Bool {
            guard rest.hasPrefix(word) else { return false }
            rest = rest.dropFirst(word.count)
            return true
        }

        private mutating func number() -> WholeNumber? {
            let digits = rest.prefix { $0.utf8.first?.isDigit ?? false }
            rest = rest.dropFirst(digits.count)
            return WholeNumber(text: digits)
        }
    }
}
