/// Faults that come one after another, each kind once before any comes again; their order and times are the seed's.
struct FaultLane: Sendable {
    let name: String
    let faults: [any Fault]
    /// Milliseconds between the end of one fault and the next.
    let pause: ClosedRange<Int>
    /// Whether these break what everyone needs, so that recovery cannot be expected meanwhile.
    let isWeather: Bool

    func run(_ arena: Arena, weather: Weather, log: EventLog, seed: UInt64, until stop: StopFlag) async {
        var generator = SeededGenerator(seed: seed, part: name)
        var deck: [any Fault] = []
        while !stop.isMade {
            // Ignored: cancellation ends the loop.
            try? await Task.sleep(for: generator.duration(pause))
            if deck.isEmpty { deck = faults.shuffled(using: &generator) }
            guard !stop.isMade, let fault = deck.popLast() else { continue }
            // A generator of its own, so that how long a fault took does not move what comes after it.
            var own = SeededGenerator(seed: generator.next())
            await strike(fault, arena, weather, log, using: &own)
        }
    }

    private func strike(
        _ fault: any Fault, _ arena: Arena, _ weather: Weather, _ log: EventLog, using generator: inout SeededGenerator
    ) async {
        log.began(fault.name)
        do {
            if isWeather {
                try await weather.during { try await fault.strike(arena, using: &generator) }
            } else {
                try await fault.strike(arena, using: &generator)
            }
        } catch {
            log.failed(fault.name, "\(error)")
        }
    }
}
