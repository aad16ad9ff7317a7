import FoundationEssentials
import Glibc

/// Who runs the command, for the record of what operators did.
enum Caller {
    /// `USER@HOST`, at most 100 bytes.
    static var name: String {
        let environment = ProcessInfo.processInfo.environment
        let account = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
        let user = environment["USER"] ?? environment["LOGNAME"] ?? account ?? "unknown"
        return String(decoding: "\(user)@\(ProcessInfo.processInfo.hostName)".utf8.prefix(100), as: UTF8.self)
    }
}
