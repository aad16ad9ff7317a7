/// An author whose VEX statements a policy takes into account.
public struct VEXRule: Hashable, Sendable {
    /// As VEX documents name him, letter for letter.
    public let author: String
    /// The best verdict that he can bring a finding to.
    public let lowest: Verdict
}
