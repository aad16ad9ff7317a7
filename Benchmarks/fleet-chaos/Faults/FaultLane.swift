/// Faults that come one after another, each of a deck once before any of it comes again; with two decks, often one of each
/// at the same time. Their order and times are the seed's.
struct FaultLane: Sendable {
    let name: String
    let decks: [[any Fault]]
    /// Milliseconds between the end of one turn and the next.
    let pause: ClosedRange<Int>
    /// Milliseconds of peace when every deck is empty.
    let peace: ClosedRange<Int>
    /// Whether these break what everyone needs, so that recovery cannot be expected meanwhile.
    let isWeather: Bool

    /// The same with those faults alone whose name is wanted, and no deck without a fault.
    func keeping(_ isWanted: (String) -> Bool) -> FaultLane {
        FaultLane(
            name: name, decks: decks.map { $0.filter { isWanted($0.name) } }.filter { !$0.isEmpty }, pause: pause,
            peace: peace, isWeather: isWeather)
    }

    func run(_ arena: Arena, log: EventLog, seed: UInt64, until stop: StopFlag) async {
        var generator = SeededGenerator(seed: seed, part: name)
        var left: [[any Fault]] = []
        while !stop.isMade {
            if left.allSatisfy(\.isEmpty) {
                if !left.isEmpty { await rest(generator.duration(peace), until: stop) }
                left = decks.map { $0.shuffled(using: &generator) }
            }
            await rest(generator.duration(pause), until: stop)
            let faults = draw(from: &left, using: &generator)
            // Generators of their own, so that how long a fault took does not move what comes after it.
            let seeds = faults.map { _ in generator.next() }
            guard !stop.isMade else { return }
            await withTaskGroup { group in
                for (fault, seed) in zip(faults, seeds) {
                    group.addTask { await strike(fault, arena, log, SeededGenerator(seed: seed)) }
                }
            }
        }
    }

    /// The next fault of the fullest deck, and two times of three one of each other deck too.
    private func draw(from left: inout [[any Fault]], using generator: inout SeededGenerator) -> [any Fault] {
        let fullest = left.indices.max { left[$0].count < left[$1].count }
        return left.indices.compactMap { index in
            let isIn = Int.random(in: 0..<3, using: &generator) > 0
            return index == fullest || isIn ? left[index].popLast() : nil
        }
    }

    private func rest(_ time: Duration, until stop: StopFlag) async {
        let end = ContinuousClock.now + time
        while !stop.isMade, ContinuousClock.now < end {
            // Ignored: cancellation ends the lane.
            try? await Task.sleep(for: min(.milliseconds(200), end - .now))
        }
    }

    private func strike(_ fault: any Fault, _ arena: Arena, _ log: EventLog, _ generator: SeededGenerator) async {
        var generator = generator
        log.began(fault.name)
        do {
            if isWeather {
                try await arena.weather.during(aftermath: fault.aftermath) {
                    try await fault.strike(arena, using: &generator)
                }
            } else {
                try await fault.strike(arena, using: &generator)
            }
        } catch {
            log.failed(fault.name, "\(error)")
        }
    }
}
