/// Why the field `m` of a stream entry is no message to this build.
public enum MessageError: CustomStringConvertible, Error, Hashable, Sendable {
    /// A newer build wrote it: the job goes back, uncounted.
    case newerVersion(Int64)
    /// It can never be read: the job goes to the dead letters.
    case unreadable(String)

    public var description: String {
        switch self {
        case .newerVersion(let version):
            "the message has version \(version); this build reads \(Message.currentVersion)"
        case .unreadable(let reason): "the message cannot be read: \(reason)"
        }
    }
}
