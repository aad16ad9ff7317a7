/// Progress and complaints: on stderr, so that stdout holds the answer and nothing else.
enum Progress {
    static func say(_ sentence: String) { OutputStream.progress.write(Array("── \(sentence)\n".utf8)) }

    /// One line that begins with `error:`.
    static func complain(_ sentence: String) {
        let isMarked = sentence.hasPrefix("Error:") || sentence.hasPrefix("error:")
        OutputStream.progress.write(Array((isMarked ? "\(sentence)\n" : "error: \(sentence)\n").utf8))
    }
}
