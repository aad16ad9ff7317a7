/// The commands in a RUN instruction's text, each with its words separated by single blanks.
enum ShellCommands {
    /// Takes the text apart at `&&`, `||`, `;` and `|`; quotation marks are not looked at, so that a separator inside one
    /// only makes two of one.
    static func list(_ text: String) -> [String] {
        text.split { "&|;\n()".contains($0) }.map { command in
            command.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
    }
}
