import Glibc

/// The whole terminal for a while: its second screen, without a cursor, cut to its size.
final class Screen: Sendable {
    private static let usual = (columns: 80, rows: 24)

    func enter() { Answer.bytes(Array("\u{1B}[?1049h\u{1B}[?25l".utf8)) }

    /// Back to what was there before.
    func leave() { Answer.bytes(Array("\u{1B}[?25h\u{1B}[?1049l".utf8)) }

    /// Draws over what was shown; lines that do not fit are cut, in width and in number.
    func show(_ lines: [String]) {
        let size = Self.size
        let cut = lines.prefix(max(1, size.rows - 1)).map { "\(Self.cut($0, to: size.columns))\u{1B}[0m\u{1B}[K" }
        Answer.bytes(Array(("\u{1B}[H" + cut.joined(separator: "\r\n") + "\u{1B}[J").utf8))
    }

    private static var size: (columns: Int, rows: Int) {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return usual
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    /// At most `columns` characters; colours take no room.
    private static func cut(_ line: String, to columns: Int) -> String {
        var shown = 0
        var isColour = false
        return String(
            line.prefix { character in
                if character == "\u{1B}" { isColour = true }
                defer { if isColour, character == "m" { isColour = false } }
                guard !isColour else { return true }
                shown += 1
                return shown <= columns
            })
    }
}
