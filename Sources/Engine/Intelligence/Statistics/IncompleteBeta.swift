internal import Glibc

/// The distribution function of Beta(a, b): the regularized incomplete beta function.
enum IncompleteBeta {
    /// P(X ≤ x). Continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22) by Lentz's method.
    static func cumulative(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges fast on the left of the mean only; the right is its mirror.
        return x < (a + 1) / (a + b + 2) ? left(x, a, b) : 1 - left(1 - x, b, a)
    }

    private static func left(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let front = exp(LogGamma.of(a + b) - LogGamma.of(a) - LogGamma.of(b) + a * log(x) + b * log1p(-x))
        return front * fraction(x, a, b) / a
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var (c, d) = (1.0, 1 - (a + b) * x / (a + 1))
        d = 1 / (abs(d) < tiny ? tiny : d)
        var result = d
        for step in 1...10_000 {
            let m = Double(step)
            for term in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 + term * d
                d = 1 / (abs(d) < tiny ? tiny : d)
                c = 1 + term / c
                c = abs(c) < tiny ? tiny : c
                result *= c * d
            }
            if abs(c * d - 1) < 1e-15 { break }
        }
        return result
    }
}
