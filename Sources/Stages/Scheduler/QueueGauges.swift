internal import CoreMetrics
internal import Engine
internal import Fleet

/// The gauges of every stage and class. NaN is absent from a scrape.
struct QueueGauges: Sendable {
    private enum Name: String, CaseIterable {
        case alone = "fixops_stage_alone"
        case backlog = "fixops_stage_backlog"
        case bytes = "fixops_stream_bytes"
        case delayed = "fixops_stage_delayed"
        case demand = "fixops_stage_demand"
        case entries = "fixops_stage_stream_entries"
        case lowWaterAge = "fixops_trim_lowwater_age_seconds"
        case oldestAge = "fixops_stage_oldest_age_seconds"
        case paused = "fixops_stage_paused"
        case pending = "fixops_stage_pending"
    }

    private struct Place: Hashable {
        let stage: StageName
        let jobClass: JobClass
    }

    private let gauges: [Place: [Name: Gauge]]

    init() {
        var gauges: [Place: [Name: Gauge]] = [:]
        for stage in StageName.allCases {
            for jobClass in JobClass.allCases {
                let labels = [("class", jobClass.rawValue), ("stage", stage.rawValue)]
                let own = Name.allCases.map { ($0, Gauge(label: $0.rawValue, dimensions: labels)) }
                gauges[Place(stage: stage, jobClass: jobClass)] = Dictionary(uniqueKeysWithValues: own)
            }
        }
        self.gauges = gauges
    }

    func set(depths: [QueueDepth]?) {
        guard let depths else { return clear([.alone, .backlog, .delayed, .demand, .oldestAge, .paused, .pending]) }
        for depth in depths {
            let place = Place(stage: depth.stage, jobClass: depth.jobClass)
            set(.alone, place, Double(depth.alone))
            set(.backlog, place, Double(depth.waiting))
            set(.delayed, place, Double(depth.delayed))
            set(.demand, place, Double(depth.demand))
            set(.oldestAge, place, Double(depth.oldestMilliseconds) / 1000)
            set(.paused, place, depth.isPaused ? 1 : 0)
            set(.pending, place, Double(depth.inFlight))
        }
    }

    func set(footprints: [StreamFootprint]?, now: Timestamp) {
        guard let footprints else { return clear([.bytes, .entries, .lowWaterAge]) }
        for footprint in footprints {
            let place = Place(stage: footprint.stage, jobClass: footprint.jobClass)
            let age = footprint.oldestAt.map { max(0, now.milliseconds - $0) } ?? 0
            set(.bytes, place, Double(footprint.bytes))
            set(.entries, place, Double(footprint.entries))
            set(.lowWaterAge, place, Double(age) / 1000)
        }
    }

    private func set(_ name: Name, _ place: Place, _ value: Double) { gauges[place]?[name]?.record(value) }

    private func clear(_ names: [Name]) {
        for own in gauges.values {
            for name in names { own[name]?.record(Double.nan) }
        }
    }
}
