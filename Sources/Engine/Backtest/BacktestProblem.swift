/// Why a backtest cannot be made of what is given.
public struct BacktestProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test. The raw value is part of answers: add cases, never rename one.
    public enum Code: String, Hashable, Sendable {
        /// Nothing was known of any CVE at the date.
        case noCandidates = "no-candidates"
        /// No KEV catalogue is given.
        case noOutcomes = "no-outcomes"
        /// The horizon ends before it begins.
        case noHorizon = "no-horizon"
        /// The newest KEV catalogue ends before the horizon does.
        case outcomesUnknown = "outcomes-unknown"
    }

    public let code: Code
    /// A sentence for people: what is wrong and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
