internal import Engine
internal import Fleet
internal import Hashing
internal import JSON

/// A job's steps as they are stored and shown.
enum Timeline {
    /// The hex digits of a digest that travel in a message: enough to compare by, too few to prove by.
    private static let digestDigits = 16

    static func shortened(_ digest: Digest?) -> String { digest.map { String("\($0)".prefix(digestDigits)) } ?? "" }

    /// `[{"at","delivery","digest","error","ms","queue_ms","stage","worker"},…]`, canonical, with times in RFC 3339.
    static func canonical(_ steps: [TimelineStep]) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 2 + steps.count * 180)
        writer.array { array in
            for step in steps {
                array.object { object in
                    object.member("at", Timestamp(milliseconds: step.at).description)
                    object.member("delivery", step.delivery)
                    if !step.digest.isEmpty { object.member("digest", step.digest) }
                    if !step.error.isEmpty { object.member("error", step.error) }
                    object.member("ms", step.milliseconds)
                    object.member("queue_ms", step.queueMilliseconds)
                    object.member("stage", step.stage)
                    object.member("worker", step.worker)
                }
            }
        }
        return writer.bytes
    }
}
