/// A value of a fact or of a literal.
enum FactValue: Hashable, Sendable {
    case flag(Bool)
    case number(Double)
    case text(String)
    case texts([String])
}
