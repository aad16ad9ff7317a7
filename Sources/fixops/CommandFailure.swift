/// Why a command ends without a verdict: a sentence for people and the exit code of the contract.
///
/// Codes follow sysexits.h; 0, 1 and 2 belong to verdicts and are never used for an error.
struct CommandFailure: Error, CustomStringConvertible {
    let code: Int32
    /// Empty where the sentence has been printed already.
    let description: String

    /// Whether trying again may help: somebody was not there.
    var isTransient: Bool { code == 69 }

    /// The same failure with what it is about before its sentence, where it does not stand there yet.
    func about(_ subject: String) -> CommandFailure {
        guard !description.isEmpty, !description.hasPrefix(subject) else { return self }
        return CommandFailure(code: code, description: "\(subject): \(description)")
    }

    /// Exit 65: the input cannot be read, or its scan failed.
    static func badInput(_ sentence: String) -> CommandFailure { CommandFailure(code: 65, description: sentence) }

    /// Exit 75: no verdict in time; asking again may help.
    static func noVerdictYet(_ sentence: String) -> CommandFailure { CommandFailure(code: 75, description: sentence) }

    /// Ends with `code`; what is wrong has been printed already, item by item.
    static func reported(code: Int32) -> CommandFailure { CommandFailure(code: code, description: "") }

    /// Exit 69: a server or a file that is needed is not there.
    static func unavailable(_ sentence: String) -> CommandFailure { CommandFailure(code: 69, description: sentence) }

    /// Exit 70: our own fault.
    static func unexpected(_ sentence: String) -> CommandFailure { CommandFailure(code: 70, description: sentence) }

    /// Exit 64: the command line cannot be understood.
    static func usage(_ sentence: String) -> CommandFailure { CommandFailure(code: 64, description: sentence) }
}
