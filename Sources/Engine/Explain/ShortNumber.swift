/// Numbers as people read them.
enum ShortNumber {
    /// At most three decimals: `0.333`, `0.82`, `1`.
    static func text(of value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let whole = thousandths / 1000
        let rest = thousandths % 1000
        guard rest > 0 else { return String(whole) }
        var digits = String(rest)
        digits = String(repeating: "0", count: 3 - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// A probability with two significant digits: `42 %`, `0.2 %`, `0.0034 %`; never a 0 % or 100 % that is not exact.
    static func percent(of probability: Double) -> String {
        guard probability > 0 else { return "0 %" }
        guard probability < 1 else { return "100 %" }
        let percent = probability * 100
        if percent > 99 { return "over 99 %" }
        if percent < 0.0001 { return "under 0.0001 %" }
        var scale = 1.0
        var decimals = 0
        while percent * scale < 10 {
            scale *= 10
            decimals += 1
        }
        return fixed(Int((percent * scale).rounded()), decimals: decimals) + " %"
    }

    /// `scaled` × 10^-`decimals` without trailing zeros.
    private static func fixed(_ scaled: Int, decimals: Int) -> String {
        guard decimals > 0 else { return String(scaled) }
        var digits = String(scaled)
        digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        let point = digits.index(digits.endIndex, offsetBy: -decimals)
        var fraction = String(digits[point...])
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? String(digits[..<point]) : "\(digits[..<point]).\(fraction)"
    }
}
