internal import JSON

extension Message {
    /// The message as canonical JSON, as it stands in the stream entry's field `m`.
    public var encoded: [UInt8] {
        var writer = CanonicalWriter(capacity: 320 + timeline.count * 150 + payload.count)
        writer.object { object in
            object.member("attempt", attempt)
            object.member("class", jobClass.rawValue)
            object.member("deaths", deaths)
            object.member("failed_at", failedAt)
            if !firstTrace.isEmpty { object.member("first_trace", firstTrace) }
            object.member("job", job)
            if !lastOwner.isEmpty { object.member("last_owner", lastOwner) }
            object.member("min_epoch", minimumEpoch)
            object.member("scan", scan)
            object.member("seq", sequence)
            object.member("service", service)
            object.member("source", source)
            object.member("tenant", tenant)
            object.key("timeline")
            object.array { array in for step in timeline { step.write(to: &array) } }
            object.member("trace", trace)
            object.member("v", version)
            if weight != 1 { object.member("weight", weight) }
            object.key("work")
            object.raw(payload)
        }
        return writer.bytes
    }

    /// Reads what `encoded` writes. Unknown members are skipped, so that newer builds may add some; JSON that is not
    /// canonical is put in order first.
    public init(decoding bytes: [UInt8]) throws(MessageError) {
        if let fields = MessageFields(canonical: bytes) {
            try self.init(fields)
            return
        }
        let value = try? JSONValue(parsing: bytes)
        // Nothing but `v` is expected to have kept its shape in a newer version.
        if let version = value?["v"]?.integer, version > Int64(Message.currentVersion) { throw .newerVersion(version) }
        guard let value, let fields = MessageFields(canonical: value.canonical) else {
            throw .unreadable(value?.object == nil ? "it is no JSON object" : "a member has a wrong type")
        }
        try self.init(fields)
    }

    private init(_ fields: MessageFields) throws(MessageError) {
        guard let version = fields.version else { throw .unreadable("it has no version") }
        guard version <= Int64(Message.currentVersion) else { throw .newerVersion(version) }
        guard let job = fields.job, let tenant = fields.tenant, let jobClass = fields.jobClass,
            let payload = fields.payload
        else { throw .unreadable("job, tenant, class or work is missing") }
        self.init(
            version: Int(version), job: job, scan: fields.scan, tenant: tenant, service: fields.service,
            source: fields.source, sequence: fields.sequence, jobClass: jobClass, minimumEpoch: fields.minimumEpoch,
            attempt: Int(clamping: fields.attempt), deaths: Int(clamping: fields.deaths), failedAt: fields.failedAt,
            lastOwner: fields.lastOwner,
            trace: fields.trace, firstTrace: fields.firstTrace, timeline: fields.timeline,
            weight: Int(clamping: max(1, fields.weight)), payload: payload)
    }
}

extension TimelineStep {
    func write(to writer: inout CanonicalWriter) {
        writer.object { object in
            object.member("at", at)
            object.member("delivery", delivery)
            if !digest.isEmpty { object.member("digest", digest) }
            if !error.isEmpty { object.member("error", error) }
            object.member("ms", milliseconds)
            if queueMilliseconds > 0 { object.member("queue", queueMilliseconds) }
            object.member("stage", stage)
            object.member("worker", worker)
        }
    }
}
