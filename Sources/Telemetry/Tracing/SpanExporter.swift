internal import AsyncHTTPClient
internal import Logging
internal import NIOCore
internal import NIOHTTP1
public import ServiceLifecycle

/// Posts ended spans to an OpenTelemetry collector, in batches, beside the work: nothing waits for it.
///
/// List it before the services whose spans it sends, so that it stops after them.
public struct SpanExporter: Service {
    /// How often the queue is looked at.
    private static let tick = Duration.milliseconds(200)
    /// How long the process's end may wait for the last spans.
    static let farewell = Duration.seconds(3)
    /// How long one batch is tried.
    static let patience = Duration.seconds(60)

    private let logger: Logger
    private let queue: SpanQueue
    private let settings: OTLPSettings

    init(settings: OTLPSettings, queue: SpanQueue, logger: Logger) {
        self.logger = logger
        self.queue = queue
        self.settings = settings
    }

    public func run() async throws {
        var configuration = HTTPClient.Configuration()
        // Its own requests leave no spans.
        configuration.tracing.tracer = nil
        let client = HTTPClient(configuration: configuration)
        let post = SpanPost(client: client, logger: logger, settings: settings)
        await cancelWhenGracefulShutdown { await exportRegularly(post) }
        let deadline = ContinuousClock.now + Self.farewell
        while queue.count > 0, ContinuousClock.now < deadline { await exportOnce(post, until: deadline) }
        queue.noteDropped(queue.take(queue.count).count)
        try await client.shutdown()
    }

    /// Whenever a batch is full, and what there is after each delay.
    private func exportRegularly(_ post: SpanPost) async {
        var due = ContinuousClock.now + settings.delay
        // A cancelled sleep ends the loop.
        while (try? await Task.sleep(for: min(Self.tick, settings.delay))) != nil {
            while queue.count >= settings.batchSize, !Task.isCancelled { await exportOnce(post, until: nil) }
            guard ContinuousClock.now >= due else { continue }
            due = .now + settings.delay
            if queue.count > 0 { await exportOnce(post, until: nil) }
        }
    }

    private func exportOnce(_ post: SpanPost, until deadline: ContinuousClock.Instant?) async {
        let spans = queue.take(settings.batchSize)
        let body = ByteBuffer(bytes: OTLPDocument.bytes(spans, resource: settings.resource))
        let isTaken = await post.deliver(body, until: deadline ?? .now + Self.patience)
        if isTaken { queue.noteExported(spans.count) } else { queue.noteFailed(spans.count) }
    }
}
