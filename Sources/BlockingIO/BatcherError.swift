/// Why a request was not served.
public enum BatcherError: CustomStringConvertible, Error, Hashable, Sendable {
    /// As many requests as allowed are waiting.
    case full
    /// The batch gave another number of responses than it was given requests.
    case miscounted

    public var description: String {
        switch self {
        case .full: "too many requests are waiting"
        case .miscounted: "a batch answered with the wrong number of responses"
        }
    }
}
