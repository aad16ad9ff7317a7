import FoundationEssentials

/// Who runs the command, for the record of what operators did.
enum Caller {
    /// `USER@HOST`, at most 100 bytes.
    static var name: String {
        let environment = ProcessInfo.processInfo.environment
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "unknown"
        return String(decoding: "\(user)@\(ProcessInfo.processInfo.hostName)".utf8.prefix(100), as: UTF8.self)
    }
}
