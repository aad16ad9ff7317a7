/// What a text can be known for, under a name that conditions use.
enum ConfigurationPredicate: String, CaseIterable, Hashable, Sendable {
    /// A credential written out: a cloud's access key, a private key, a token with a known beginning.
    case credential
    /// An address range that is everywhere.
    case everywhere
    /// The name of a key that the cloud's provider manages; another resource's key is taken for one's own.
    case providerKey
    /// A wildcard alone, or `service:*` of everything.
    case wildcard

    func holds(for text: String) -> Bool {
        switch self {
        case .credential: CredentialScan.isCredential(text)
        case .providerKey: text.contains("alias/aws/")
        case .everywhere:
            ["0.0.0.0/0", "::/0", "*", "0.0.0.0", "0/0", "Internet", "internet", "any", "Any", "<nw>/0"].contains(text)
        case .wildcard: text == "*" || text == "*:*"
        }
    }
}
