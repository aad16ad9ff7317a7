/// A list of steps, and then calm.
struct Schedule {
    static let length = 70

    let steps: [Step]

    init(_ steps: [Step]) { self.steps = steps }

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let mix = StepMix(&generator)
        var steps = StepMix.beginning(&generator)
        while steps.count < Self.length { steps += mix.next(&generator) }
        self.steps = steps
    }

    /// The first rule that is broken on the way or afterwards.
    func violation(of mutation: Mutation? = nil) -> Violation? {
        var fleet = ModelFleet(mutation: mutation)
        for step in steps {
            fleet.apply(step)
            if let found = fleet.violation { return found }
        }
        fleet.calmDown()
        return fleet.violation
    }

    /// The same violation's kind with as few steps as leaving out one after another gives.
    func shortened(for mutation: Mutation?) -> Schedule {
        var kept = steps
        var index = kept.count - 1
        while index >= 0 {
            var fewer = kept
            fewer.remove(at: index)
            if Schedule(fewer).violation(of: mutation) != nil {
                kept = fewer
                index = min(index, kept.count)
            }
            index -= 1
        }
        return Schedule(kept)
    }
}

/// A schedule that breaks a rule.
struct Counterexample: CustomStringConvertible {
    let seed: UInt64
    let schedule: Schedule
    let violation: Violation

    /// The first among the schedules of `seeds`, shortened.
    init?(of mutation: Mutation?, seeds: Range<UInt64>) {
        for seed in seeds {
            let schedule = Schedule(seed: seed)
            guard schedule.violation(of: mutation) != nil else { continue }
            let short = schedule.shortened(for: mutation).shortened(for: mutation)
            guard let violation = short.violation(of: mutation) else { continue }
            self.seed = seed
            self.schedule = short
            self.violation = violation
            return
        }
        return nil
    }

    var description: String {
        "\(violation), seed \(seed), \(schedule.steps.count) steps:\n"
            + schedule.steps.map { "  \($0)" }.joined(separator: "\n")
    }
}
