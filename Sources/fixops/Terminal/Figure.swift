import Glibc

/// Measured numbers as people read them.
enum Figure {
    /// Three significant digits without an exponent, and no decimals from 100 on: `0.000639`, `17.8`, `3039`. What is
    /// nearer to 0 than 1e-9 is 0.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        guard abs(value) >= 1e-9 else { return "0" }
        let magnitude = Int(floor(log10(abs(value))))
        let decimals = max(0, 2 - magnitude)
        let scale = pow(10.0, Double(decimals))
        let digits = String(Int((abs(value) * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var text = String(padded.dropLast(decimals))
        var fraction = String(padded.suffix(decimals))
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if !fraction.isEmpty { text += ".\(fraction)" }
        return value < 0 ? "-\(text)" : text
    }
}
