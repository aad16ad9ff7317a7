import ArgumentParser

/// Which token of which tenant.
struct TokenName: ParsableArguments {
    @Option(help: "The tenant, 1 to 200 bytes.")
    var tenant: String

    @Option(help: "The token's name within the tenant, such as the pipeline that holds it.")
    var name: String

    func validate() throws {
        for (text, what) in [(tenant, "--tenant"), (name, "--name")] {
            guard (1...200).contains(text.utf8.count), text.unicodeScalars.allSatisfy({ $0.properties.isPrintable })
            else { throw ValidationError("\(what) has 1 to 200 bytes and no control character.") }
        }
    }
}

extension Unicode.Scalar.Properties {
    /// Not a control character (Unicode's category Cc).
    fileprivate var isPrintable: Bool { generalCategory != .control }
}
