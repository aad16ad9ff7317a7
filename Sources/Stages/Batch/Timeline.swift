internal import Engine
internal import Fleet
internal import JSON

/// A job's steps as they are stored and shown.
enum Timeline {
    /// `[{"at","delivery","ms","stage","worker"},…]`, canonical, with times in RFC 3339.
    static func canonical(_ steps: [TimelineStep]) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 2 + steps.count * 128)
        writer.array { array in
            for step in steps {
                array.object { object in
                    object.member("at", Timestamp(milliseconds: step.at).description)
                    object.member("delivery", step.delivery)
                    object.member("ms", step.milliseconds)
                    object.member("stage", step.stage)
                    object.member("worker", step.worker)
                }
            }
        }
        return writer.bytes
    }
}
