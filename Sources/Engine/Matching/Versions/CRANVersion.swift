/// R's versions (https://cran.r-project.org/doc/manuals/r-release/R-exts.html): numbers between dots and dashes.
struct CRANVersion: EcosystemVersion {
    private let numbers: [WholeNumber]

    init?(_ text: String) {
        var numbers: [WholeNumber] = []
        for part in text.trimmed.split(omittingEmptySubsequences: false, whereSeparator: { ".-".contains($0) }) {
            guard let number = WholeNumber(text: part) else { return nil }
            numbers.append(number)
        }
        self.numbers = numbers
    }

    func ordering(to other: CRANVersion) -> VersionOrdering { numbers.ordering(to: other.numbers) }
}
