/// A fact that nobody declared, and how much of the table's outcome its answer would settle.
struct ContextQuestion {
    let fact: String
    /// The expected fall of the outcome's entropy.
    let bits: Double

    /// The question worth most; of equals the first by name. Nil where no answer would change the distribution.
    static func best(
        isInKEV: Bool, _ context: ServiceContext, _ rules: PolicyRules, _ uncertainty: Double
    ) -> ContextQuestion? {
        guard uncertainty > 0 else { return nil }
        let input = TableInput(isInKEV: isInKEV, context: context, rules: rules)
        func question<Value>(
            _ fact: String, _ path: WritableKeyPath<TableInput, Distribution<Value>>
        ) -> ContextQuestion {
            var rest = 0.0
            for (value, weight) in zip(Value.allCases, input[keyPath: path].weights) where weight > 0 {
                var answered = input
                answered[keyPath: path] = Distribution(value)
                rest += weight * Entropy.bits(rules.table.pushForward(answered.weights(for: rules.table)))
            }
            return ContextQuestion(fact: fact, bits: uncertainty - rest)
        }
        let questions = [
            context.automatable == nil ? question("automatable", \.automatable) : nil,
            context.exposure == nil ? question("exposure", \.exposure) : nil,
            context.humanImpact == nil ? question("human_impact", \.humanImpact) : nil,
        ]
        return questions.compactMap(\.self).filter { $0.bits > 1e-9 }.max { $0.bits < $1.bits - 1e-12 }
    }
}
