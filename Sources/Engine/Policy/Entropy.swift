internal import Glibc

/// Uncertainty in bits (Shannon).
enum Entropy {
    static func bits(_ distribution: [Double]) -> Double {
        distribution.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
    }
}
