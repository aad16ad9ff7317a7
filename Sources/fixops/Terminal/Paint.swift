import Engine
import FoundationEssentials
import Glibc

/// Colour for verdicts, only on a terminal and never where NO_COLOR is set (no-color.org).
enum Paint {
    static let isOn: Bool = {
        isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }()

    /// Whether stdout is a terminal that can be drawn on.
    static let isTerminal: Bool = {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }()

    /// What needs an eye: in red.
    static func alarm(_ line: String) -> String { isOn ? "\u{1B}[31m\(line)\u{1B}[0m" : line }

    /// What is only beside the matter.
    static func faint(_ line: String) -> String { isOn ? "\u{1B}[2m\(line)\u{1B}[0m" : line }

    /// A queue's line: yellow while it is paused, faint while nothing is to be done, red where a worker died on its jobs.
    static func queue(_ line: String, _ row: QueueRow) -> String {
        guard isOn else { return line }
        if row.isPaused { return "\u{1B}[33m\(line)\u{1B}[0m" }
        if row.alone > 0 || row.isGivingUp { return alarm(line) }
        return row.isBusy ? line : faint(line)
    }

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
