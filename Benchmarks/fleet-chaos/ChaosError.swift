/// Why the run could not be made: one sentence.
struct ChaosError: CustomStringConvertible, Error {
    let description: String

    init(_ description: String) { self.description = description }
}
