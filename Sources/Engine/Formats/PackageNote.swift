internal import JSON

/// The package that a vulnerability scanner describes in the text of a SARIF result or rule: SARIF has no member for it.
struct PackageNote {
    /// The name without a version: what stays when the package is bumped.
    let name: String
    /// For people: the purl if there is one, else name and version.
    let component: String
    let fixedIn: [String]

    /// From a rule: Grype lists purls, and both Grype and Trivy write the lines below into `help`.
    init?(_ properties: JSONNode?, help: String?) {
        let purls = properties?["purls"]?.texts ?? []
        let note = help.flatMap { PackageNote(text: $0) }
        guard purls.count == 1 else {
            guard let note else { return nil }
            self = note
            return
        }
        name = PackageURL.withoutVersion(purls[0])
        component = purls[0]
        fixedIn = note?.fixedIn ?? []
    }

    /// Lines such as `Package: libssl1.1`, `Installed Version: 1.1.1c-r0`, `Fixed Version: 1.1.1d-r0`.
    init?(text: String) {
        guard let name = Self.value(of: "Package", in: text) else { return nil }
        self.name = name
        let version = Self.value(of: "Installed Version", in: text) ?? Self.value(of: "Version", in: text)
        component = version.map { "\(name)@\($0)" } ?? name
        let fixed = Self.value(of: "Fixed Version", in: text) ?? Self.value(of: "Fix Version", in: text) ?? ""
        fixedIn = fixed.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }.sortedAndUnique()
    }

    private static func value(of key: String, in text: String) -> String? {
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard line.starts(with: key.utf8), let after = line.dropFirst(key.utf8.count).first,
                after == UInt8(ascii: ":")
            else { continue }
            let value = Substring(line.dropFirst(key.utf8.count + 1)).trimmed
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// An image's name without tag and digest, which change with every build; anything else as it is.
    static func withoutImageTag(_ uri: String) -> String {
        let name = uri.firstIndex(of: "@").map { uri[..<$0] } ?? uri[...]
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/"), name.firstIndex(of: "/") != nil
        else { return String(name) }
        return String(name[..<colon])
    }
}
