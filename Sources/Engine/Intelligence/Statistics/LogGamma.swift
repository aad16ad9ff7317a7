internal import Glibc

/// ln Γ(x) for positive x: Stirling's series (NIST Digital Library of Mathematical Functions, 5.11.1) after a shift
/// upwards. The C library's `lgamma` writes a global.
enum LogGamma {
    private static let coefficients = [
        1.0 / 12, -1.0 / 360, 1.0 / 1_260, -1.0 / 1_680, 1.0 / 1_188, -691.0 / 360_360, 1.0 / 156,
    ]

    static func of(_ x: Double) -> Double {
        var at = x
        var shift = 0.0
        while at < 12 {
            shift += log(at)
            at += 1
        }
        var power = 1 / at
        var sum = 0.0
        for coefficient in coefficients {
            sum += coefficient * power
            power /= at * at
        }
        return (at - 0.5) * log(at) - at + 0.5 * log(2 * Double.pi) + sum - shift
    }
}
