/// Why a text is no HCL that we read.
struct HCLError: Error, Hashable, Sendable {
    /// One-based.
    let line: Int
    let message: String
    var isTooDeep = false
}
