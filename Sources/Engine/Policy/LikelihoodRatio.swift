/// How much a local fact multiplies the odds that exploitation succeeds here.
public struct LikelihoodRatio: Hashable, Sendable {
    public var present: Double
    public var absent: Double

    func ratio(isPresent: Bool) -> Double { isPresent ? present : absent }
}
