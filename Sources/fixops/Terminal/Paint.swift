import Engine
import FoundationEssentials
import Glibc

/// Colour for verdicts, only on a terminal and never where NO_COLOR is set (no-color.org).
enum Paint {
    static let isOn: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }()

    /// The line with each verdict that stands in it as a word of its own in the verdict's colour.
    static func verdicts(in line: String) -> String {
        line.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let core = word.prefix { $0.isLetter }
            guard let verdict = Verdict(rawValue: String(core)) else { return String(word) }
            return "\u{1B}[1;\(color(verdict))m\(core)\u{1B}[0m\(word.dropFirst(core.count))"
        }.joined(separator: " ")
    }

    private static func color(_ verdict: Verdict) -> Int {
        switch verdict {
        case .allow: 32
        case .block: 31
        case .defer: 33
        }
    }
}
