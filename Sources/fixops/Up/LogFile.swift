import FoundationEssentials
import SystemPackage

/// A child program's log.
enum LogFile {
    /// What it said last, for a sentence about its end.
    static func lastLine(of path: FilePath) -> String {
        guard let bytes = FileManager.default.contents(atPath: path.string) else { return "no log" }
        let lines = String(decoding: bytes.suffix(4096), as: UTF8.self).split(separator: "\n")
        return lines.last.map(String.init) ?? "it wrote nothing"
    }
}
