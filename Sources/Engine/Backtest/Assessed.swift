/// CISA's assessment of one CVE: the SSVC decision points of Vulnrichment.
public struct Assessed: Hashable, Sendable {
    public let exploitation: Exploitation
    public let isAutomatable: Bool
    public let technicalImpact: TechnicalImpact

    public init(exploitation: Exploitation, isAutomatable: Bool, technicalImpact: TechnicalImpact) {
        self.exploitation = exploitation
        self.isAutomatable = isAutomatable
        self.technicalImpact = technicalImpact
    }

    /// Reads the values as records spell them, in any case (`none`, `PoC`, `yes`, `Total`). Nil for any other, such as
    /// the retired `rapid`: an unknown value is not guessed at.
    public init?(exploitation: String, automatable: String, technicalImpact: String) {
        switch exploitation.lowercased() {
        case "none": self.exploitation = .none
        case "poc", "public poc": self.exploitation = .publicPoC
        case "active": self.exploitation = .active
        default: return nil
        }
        guard let automatable = Automatable(rawValue: automatable.lowercased()),
            let impact = TechnicalImpact(rawValue: technicalImpact.lowercased())
        else { return nil }
        isAutomatable = automatable == .yes
        self.technicalImpact = impact
    }
}
