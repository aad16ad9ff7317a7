import ArgumentParser
import Engine
import JSON

/// `fixops evaluate`: the rules on inputs that are given outright.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Evaluate the rules on cases: one JSON object a line in, one out.",
        discussion: """
            A case states EPSS, KEV, the distributions of exploitation (E), exposure, automatable (A) and human impact \
            (HI), and local facts. For checking the rules against another implementation, and for what-if questions.

            Example:
              echo '{"epss":0.97,"kev":true,"E":{"active":1},"exposure":{"open":1},"A":{"yes":1},"HI":{"high":1}}' \\
                  | fixops evaluate
            """)

    @OptionGroup var output: OutputOptions

    func run() throws {
        var number = 0
        while let line = readLine() {
            number += 1
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            do {
                Answer.json(try OracleCase.evaluate(JSONValue(parsing: Array(line.utf8))))
            } catch {
                throw CommandFailure.badInput("stdin, line \(number): \(error)")
            }
        }
    }
}
