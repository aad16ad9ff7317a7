import ArgumentParser
import Engine
import JSON

/// `fixops evaluate`: the rules, and the models beside them, on inputs that are given outright.
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

            A line can ask one of the models instead:
              {"network":[NODE…],"evidence":{NAME:VALUE}}  posteriors of a Bayesian network; a node has name, parents, \
            and either table (a distribution for each combination of the parents' values) or leak and weights (noisy-OR); \
            a value is its number from 0, or a list of likelihoods
              {"chain":{RATE:A DAY},"days":30}             the lifecycle chain; rates are discovery, exploitation, \
            remediation, recovery, renewal, regression
              {"beta":{"alpha":1,"beta":9},"trials":5}     what counts say of a probability
              {"gamma":{"events":3,"days":900},"days":30}  what counts say of a rate
            """)

    @OptionGroup var output: OutputOptions

    func run() throws {
        var number = 0
        while let line = readLine() {
            number += 1
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            do {
                Answer.json(try EvaluationCase.evaluate(JSONValue(parsing: Array(line.utf8))))
            } catch {
                throw CommandFailure.badInput("stdin, line \(number): \(error)")
            }
        }
    }
}
