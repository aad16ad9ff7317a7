internal import CoreMetrics
internal import Engine
internal import Hashing
internal import Logging
internal import Store
internal import Synchronization

/// Fetches one feed at its interval and imports it. What is refused or cannot be fetched leaves what is held as it is.
final class FeedDuty: LeaderDuty {
    static let name = "feed"

    private struct State {
        /// EPSS scores that the drift breaker held back; a next file that agrees with them is taken.
        var heldBack: EPSSScores?
        var validators = FeedSource.Validators()
    }

    let interval: Duration
    private let feed: FeedName
    private let importer: FeedImport
    private let logger: Logger
    private let source: FeedSource
    private let state = Mutex(State())

    init(_ feed: FeedName, from url: String, every interval: Duration, importer: FeedImport, logger: Logger) {
        self.feed = feed
        self.importer = importer
        self.interval = interval
        self.logger = logger
        source = FeedSource(url)
    }

    func perform() async throws {
        do {
            switch try await source.fetch(since: state.withLock { $0.validators }) {
            case .unchanged:
                if feed == .kev { try await importer.confirmKEV() }
                count("unchanged")
            case .bytes(let bytes, let validators):
                try await take(bytes)
                state.withLock { $0.validators = validators }
            }
        } catch {
            count("failed")
            throw error
        }
    }

    private func take(_ bytes: [UInt8]) async throws {
        let file = try FeedFile(reading: bytes)
        guard file.header.name == feed else {
            throw FeedProblem(.wrongShape, "\(source.location) is no \(feed.rawValue) feed: are the URLs swapped?")
        }
        do {
            let gate: FeedImport.Gate = agreesWithHeldBack(file) ? .sameDriftAgain : .strict
            let report = try await importer.run(file, digest: Digest(of: bytes), gate: gate)
            state.withLock { $0.heldBack = nil }
            tell(report)
        } catch let problem as FeedProblem where problem.code == .drift {
            if case .epss(let scores) = file { state.withLock { $0.heldBack = scores } }
            throw problem
        }
    }

    /// Whether a later file shows the same level as the one that was held back: a lasting shift and no accident.
    private func agreesWithHeldBack(_ file: FeedFile) -> Bool {
        guard case .epss(let scores) = file, let held = state.withLock({ $0.heldBack }),
            scores.header.asOf > held.header.asOf
        else { return false }
        let drift = FeedDrift(from: held.rows, to: scores.rows)
        return (try? FeedGate.checkDrift(drift, model: scores.model, previousModel: held.model)) != nil
    }

    private func tell(_ report: FeedImportReport) {
        count(report.result.isPublished ? "published" : "unchanged")
        logger.notice(
            "feed imported",
            metadata: [
                "feed.as_of": "\(report.header.asOf)", "feed.changed": .stringConvertible(report.result.changed),
                "feed.epoch": .stringConvertible(report.result.epoch), "feed.name": "\(feed.rawValue)",
                "feed.rows": .stringConvertible(report.result.rows),
                "rescore.items": .stringConvertible(report.result.items),
            ])
    }

    private func count(_ outcome: String) {
        Counter(label: "fixops_feed_imports_total", dimensions: [("feed", feed.rawValue), ("outcome", outcome)])
            .increment()
    }
}
