internal import CoreMetrics
internal import Fleet
internal import Store

/// `fixops_dlq_depth` by stage. NaN is absent from a scrape.
struct DeadLetterGauges: Sendable {
    private let gauges = StageName.allCases.map { stage in
        (stage.rawValue, Gauge(label: "fixops_dlq_depth", dimensions: [("stage", stage.rawValue)]))
    }

    func set(_ counts: [DeadLetterCount]?) {
        for (stage, gauge) in gauges {
            let own = counts?.filter { $0.stage == stage }.reduce(0) { $0 + $1.count }
            gauge.record(own.map(Double.init) ?? .nan)
        }
    }
}
