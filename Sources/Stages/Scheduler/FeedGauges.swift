internal import CoreMetrics
internal import Engine
internal import Store

/// How old each feed is, and the published epoch. NaN is absent from a scrape.
struct FeedGauges: Sendable {
    private let ages = FeedName.allCases.map { feed in
        (feed, Gauge(label: "fixops_feed_age_seconds", dimensions: [("feed", feed.rawValue)]))
    }
    private let epoch = Gauge(label: "fixops_feed_epoch")

    /// A feed that was never imported has no age.
    func set(_ feeds: [StoredFeed]?, now: Timestamp) {
        for (name, gauge) in ages {
            let since = feeds?.first { $0.header.name == name }?.header.freshSince
            gauge.record(since.map { Double(max(0, now.milliseconds - $0.milliseconds)) / 1000 } ?? .nan)
        }
    }

    func set(epoch: Int64?) { self.epoch.record(epoch.map(Double.init) ?? .nan) }
}
