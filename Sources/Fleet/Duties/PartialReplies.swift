internal import Redis

/// The replies of a call that goes to several shards, each with what it is about. A node that is down must not stop what the
/// others let a duty do: it acts on `good` first and throws after that.
struct PartialReplies<Subject: Sendable>: Sendable {
    let good: [(subject: Subject, reply: RedisReply)]
    let failed: [Subject]
    private let failure: RedisError?

    init(_ subjects: [Subject], _ replies: [RedisReply]) {
        var good: [(subject: Subject, reply: RedisReply)] = []
        var failed: [Subject] = []
        var failure: RedisError?
        for (subject, reply) in zip(subjects, replies) {
            do throws(RedisError) {
                good.append((subject, try reply.checked()))
            } catch {
                failed.append(subject)
                failure = failure ?? error
            }
        }
        self.good = good
        self.failed = failed
        self.failure = failure
    }

    /// Of scripts that answer for several subjects each, with an element for each of a batch.
    init(batches: [[Subject]], _ replies: [RedisReply]) {
        let elements = zip(batches, replies).flatMap { batch, reply in
            reply.array ?? [RedisReply](repeating: reply, count: batch.count)
        }
        self.init(batches.flatMap(\.self), elements)
    }

    /// The sum of the whole numbers among the replies.
    var sum: Int64 { good.reduce(0) { $0 + ($1.reply.integer ?? 0) } }

    /// Throws the first error, where there was one.
    func check() throws(RedisError) { if let failure { throw failure } }
}
