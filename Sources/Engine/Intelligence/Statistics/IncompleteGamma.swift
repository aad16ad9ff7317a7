internal import Glibc

/// The distribution function of Gamma(shape, 1): the regularized lower incomplete gamma function.
enum IncompleteGamma {
    /// P(X ≤ x): the series left of the mean, the continued fraction right of it (NIST Digital Library of Mathematical
    /// Functions, 8.11.4 and 8.9.2).
    static func cumulative(_ x: Double, _ shape: Double) -> Double {
        guard x > 0 else { return 0 }
        let front = exp(shape * log(x) - x - LogGamma.of(shape))
        return x < shape + 1 ? front * series(x, shape) : 1 - front * fraction(x, shape)
    }

    private static func series(_ x: Double, _ shape: Double) -> Double {
        var term = 1 / shape
        var sum = term
        var at = shape
        for _ in 0..<100_000 where term > sum * 1e-17 {
            at += 1
            term *= x / at
            sum += term
        }
        return sum
    }

    private static func fraction(_ x: Double, _ shape: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - shape
        var c = 1 / tiny
        var d = 1 / b
        var result = d
        for step in 1...100_000 {
            let m = Double(step)
            let term = -m * (m - shape)
            b += 2
            d = term * d + b
            d = 1 / (abs(d) < tiny ? tiny : d)
            c = b + term / c
            c = abs(c) < tiny ? tiny : c
            result *= c * d
            if abs(c * d - 1) < 1e-15 { break }
        }
        return result
    }
}
