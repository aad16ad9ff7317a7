/// What the definition of a type adds to the rules for all package URLs.
///
/// Source: https://github.com/package-url/purl-spec, `types/*-definition.json`.
struct PackageURLRules {
    enum Requirement { case optional, prohibited, required }

    var namespace = Requirement.optional
    var lowersNamespace = false
    var lowersName = false
    var lowersVersion = false
    /// A qualifier without which the name says too little.
    var requiredQualifier: String?
    private var type = ""

    static func of(_ type: String) -> PackageURLRules {
        var rules = PackageURLRules()
        rules.type = type
        rules.namespace =
            required.contains(type) ? .required : prohibited.contains(type) ? .prohibited : .optional
        rules.lowersNamespace = namespacesInLowerCase.contains(type)
        rules.lowersName = namesInLowerCase.contains(type)
        rules.lowersVersion = ["huggingface", "oci", "pypi", "vscode-extension"].contains(type)
        rules.requiredQualifier = ["julia": "uuid", "swid": "tag_id"][type]
        return rules
    }

    private static let required: Set = [
        "alpm", "apk", "bitbucket", "composer", "deb", "git", "github", "golang", "huggingface", "maven", "qpkg", "rpm",
        "swift", "vscode-extension",
    ]

    private static let prohibited: Set = [
        "bazel", "bitnami", "cargo", "chrome-extension", "cocoapods", "conda", "cran", "gem", "hackage", "julia",
        "mlflow", "nuget", "oci", "opam", "otp", "pub", "pypi", "vcpkg",
    ]

    private static let namespacesInLowerCase: Set = [
        "alpm", "apk", "bitbucket", "brew", "composer", "deb", "github", "hex", "luarocks", "qpkg", "rpm",
        "vscode-extension", "yocto",
    ]

    private static let namesInLowerCase: Set = [
        "alpm", "apk", "bitbucket", "bitnami", "brew", "chrome-extension", "composer", "deb", "github", "hex",
        "luarocks", "oci", "otp", "pub", "pypi", "vscode-extension",
    ]

    func normalised(_ name: String, _ qualifiers: [String: String]) -> String {
        switch type {
        case "mlflow":
            // Databricks' names know no case, other registries' do.
            return qualifiers["repository_url"]?.contains("azuredatabricks") ?? false ? name.lowercased() : name
        case "pub": return String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        case "pypi": return name.lowercased().replacing("_", with: "-")
        default: return lowersName ? name.lowercased() : name
        }
    }
}

extension PackageURL {
    /// Throws where the type's definition wants a part that is missing, or forbids one that is there.
    ///
    /// Documents in the wild break these rules; matching does not need them kept.
    public func requireTypeRules() throws(PackageURLError) {
        let rules = PackageURLRules.of(type)
        guard rules.namespace != .required || namespace != nil else {
            throw PackageURLError("pkg:\(type) wants a namespace before the name")
        }
        guard rules.namespace != .prohibited || namespace == nil else {
            throw PackageURLError("pkg:\(type) has no namespace")
        }
        guard rules.requiredQualifier.map({ qualifiers[$0] != nil }) ?? true else {
            throw PackageURLError("pkg:\(type) wants the qualifier \(rules.requiredQualifier ?? "")")
        }
        guard type != "cpan" || !name.contains("::") else {
            throw PackageURLError("pkg:cpan names a distribution (URI-PackageURL), not a module")
        }
        guard type != "chrome-extension" || isChromeExtension else {
            throw PackageURLError("pkg:chrome-extension wants 32 letters from a to p, and a version of up to 4 numbers")
        }
    }

    private var isChromeExtension: Bool {
        let numbers = version?.split(separator: ".", omittingEmptySubsequences: false) ?? ["0"]
        let isNumeric = numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
        return name.utf8.count == 32 && name.utf8.allSatisfy { (97...112).contains($0) } && numbers.count <= 4
            && isNumeric
    }
}
