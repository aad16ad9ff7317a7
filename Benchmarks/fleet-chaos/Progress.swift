import Glibc

/// What people read while the run goes on: lines on stderr.
enum Progress {
    static func say(_ line: String) {
        let bytes = Array("── \(line)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
