/// The fast way to write what most numbers of this system are: probabilities with few decimals.
enum CanonicalFraction {
    /// Appends `value` as `CanonicalNumber` writes it and returns true, where it lies between 1e-6 and 1 and has at
    /// most 15 decimals; else appends nothing.
    ///
    /// Numerator and 1e15 are exact, so their quotient is the double nearest to the decimal; and decimals of at most 15
    /// digits are distinct as doubles, so no shorter one reads as this value.
    static func append(_ value: Double, to bytes: inout [UInt8]) -> Bool {
        guard value >= 1e-6, value < 1 else { return false }
        let numerator = (value * 1e15).rounded()
        guard numerator / 1e15 == value else { return false }
        var rest = UInt64(numerator)
        var count = 15
        while rest.isMultiple(of: 10) {
            rest /= 10
            count -= 1
        }
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count + 2))
        bytes[start + 1] = UInt8(ascii: ".")
        var index = start + count + 1
        while rest > 0 {
            bytes[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            index -= 1
        }
        return true
    }
}
