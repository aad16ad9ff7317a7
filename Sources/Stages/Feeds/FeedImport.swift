internal import Engine
public import Fleet
internal import Hashing
public import Store
internal import TraceContext
internal import Tracing

/// Takes a feed over: its bytes → the gate → the store's tables and a new epoch → the fleet's Redis.
public struct FeedImport: Sendable {
    /// Which of the gate's checks a feed must pass.
    public enum Gate: Sendable {
        /// None: an operator knows better.
        case force
        /// All but the drift breaker: a second file agrees with the one that was held back.
        case sameDriftAgain
        case strict
    }

    private let fleet: FleetClient?
    private let store: Store

    /// Without a fleet the epoch reaches Redis through the scheduler's next look.
    public init(store: Store, fleet: FleetClient?) {
        self.fleet = fleet
        self.store = store
    }

    /// Reads a file or URL and imports it. Throws `FeedFetchError`, `FeedProblem`, or what the store throws.
    public func run(_ source: FeedSource, gate: Gate = .strict) async throws -> FeedImportReport {
        guard case .bytes(let bytes, _) = try await source.fetch() else {
            throw FeedFetchError("\(source.location) says that nothing changed although nothing was asked about")
        }
        return try await run(bytes, gate: gate)
    }

    /// Imports what `bytes` hold.
    @concurrent
    public func run(_ bytes: [UInt8], gate: Gate = .strict) async throws -> FeedImportReport {
        try await run(try FeedFile(reading: bytes), digest: Digest(of: bytes), gate: gate)
    }

    @concurrent
    func run(_ file: FeedFile, digest: Digest, gate: Gate) async throws -> FeedImportReport {
        try await check(file, gate)
        guard let tracer = InstrumentationSystem.enabledTracer else { return try await take(file, digest, trace: "") }
        let span: any Span = tracer.startSpan("import feed", ofKind: .internal)
        defer { span.end() }
        do {
            span.attributes["fixops.feed"] = file.header.name.rawValue
            let report = try await take(file, digest, trace: span.traceText)
            span.attributes["fixops.feed.epoch"] = report.result.epoch
            span.attributes["fixops.rescore.items"] = report.result.items
            return report
        } catch {
            span.recordError(error)
            span.setStatus(SpanStatus(code: .error))
            throw error
        }
    }

    private func take(_ file: FeedFile, _ digest: Digest, trace: String) async throws -> FeedImportReport {
        let now = WallClock.now()
        let result =
            switch file {
            case .epss(let scores): try await store.importEPSS(scores, digest: digest, importedAt: now, trace: trace)
            case .kev(let catalog): try await store.importKEV(catalog, digest: digest, importedAt: now, trace: trace)
            }
        return FeedImportReport(header: file.header, result: result, isAnnounced: await announce(result.epoch))
    }

    /// Imports the catalogue that is held once more: the source says that it has not changed, which is news of today.
    func confirmKEV() async throws {
        guard let held = try await store.heldKEV(), let stored = try await store.feeds().first(where: \.isKEV) else {
            return
        }
        _ = try await store.importKEV(held, digest: stored.digest, importedAt: WallClock.now())
    }

    private func check(_ file: FeedFile, _ gate: Gate) async throws {
        try FeedGate.checkDate(file.header, now: WallClock.now())
        switch (file, gate) {
        case (_, .force): break
        case (.epss(let scores), .sameDriftAgain):
            try FeedGate.check(scores.header, against: try await store.heldEPSS()?.header)
        case (.epss(let scores), .strict): try FeedGate.check(scores, against: try await store.heldEPSS())
        case (.kev(let catalog), _): try FeedGate.check(catalog, against: try await store.heldKEV())
        }
    }

    private func announce(_ epoch: Int64) async -> Bool {
        guard let fleet else { return false }
        do {
            try await fleet.raiseEpoch(epoch)
            return true
        } catch {
            // Ignored: the scheduler's leader asserts the epoch again within a second of Redis being back.
            return false
        }
    }
}

extension StoredFeed {
    fileprivate var isKEV: Bool { header.name == .kev }
}
