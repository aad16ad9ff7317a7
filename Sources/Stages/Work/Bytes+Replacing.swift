extension [UInt8] {
    /// A copy in which the values at `ranges`, in ascending order, are `0`: what is left is small and quickly parsed.
    func replacing(_ ranges: [Range<Int>?]) -> [UInt8] {
        var rest: [UInt8] = []
        rest.reserveCapacity(512)
        var from = 0
        for case .some(let range) in ranges {
            rest += self[from..<range.lowerBound]
            rest.append(UInt8(ascii: "0"))
            from = range.upperBound
        }
        return rest + self[from...]
    }
}
