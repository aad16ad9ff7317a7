import Redis

@testable import Fleet

/// What both worlds show.
extension QueueConformance {
    func compare() async throws {
        for place in 0..<ModelQueue.places { try await compare(place) }
        for stage in 0..<ModelQueue.stages { try await compare(stage: stage) }
        for job in 0..<Self.jobs {
            let isKnown = try await fleet.send("EXISTS", Keys.job(shard: 0, job: "\(job)")).integer == 1
            try same("job key of \(job)", model.jobKeys.contains(job), isKnown)
        }
    }

    private func compare(_ place: Int) async throws {
        let entries = try await fleet.send("XRANGE", stream(place), "-", "+").array ?? []
        let messages = try entries.map { try Self.model($0.array?[1].array?[1].bytes ?? []) }
        try same("entries of \(place)", model.streams[place].entries.map(\.message), messages)
        // A stream that was never made has no group, and nothing pending.
        let pending = try? await fleet.send("XPENDING", stream(place), Keys.group, "-", "+", "100")
        let owners = pending?.array?.compactMap { $0.array?[1].text.flatMap(Int.init) } ?? []
        try same("owners in \(place)", model.streams[place].pending.map(\.owner), owners)
        let names = Dictionary(zip(entries.compactMap { $0.array?[0].text }, messages)) { first, _ in first }
        let jobs = pending?.array?.map { $0.array?[0].text.flatMap { names[$0]?.job } } ?? []
        try same(
            "pending in \(place)", model.streams[place].pending.map { model.streams[place].message($0.id)?.job }, jobs)
    }

    private func compare(stage: Int) async throws {
        let names = TestFleet.name(Self.stage(stage))
        let members = try await fleet.send("ZRANGE", names.delayed, "0", "-1").array ?? []
        try same(
            "delayed at \(stage)", Set(model.delayed[stage].map(\.message)),
            Set(try members.map { try Self.model($0.bytes ?? []) }))
        let depth = try await fleet.depth(Self.stage(stage))
        let company = model.streams[ModelQueue.company(stage)]
        let alone = model.streams[ModelQueue.alone(stage)]
        try same("lag at \(stage)", Int64(company.unread.count), depth.waiting)
        try same("in flight at \(stage)", Int64(company.pending.count), depth.inFlight)
        try same("alone at \(stage)", Int64(alone.unread.count + alone.pending.count), depth.alone)
    }

    func same<Value: Equatable>(_ what: String, _ expected: Value, _ found: Value) throws {
        guard expected != found else { return }
        throw Difference(
            description: "\(what): the model has \(expected), Redis has \(found), after\n\(log.joined(separator: "\n"))"
        )
    }

    static func stage(_ number: Int) -> StageName { [.normalize, .enrich][number] }

    static func model(_ bytes: [UInt8]) throws -> ModelMessage {
        let message = try Message(decoding: bytes)
        return ModelMessage(job: Int(message.job) ?? -1, attempt: message.attempt, deaths: message.deaths)
    }

    func message(of job: Int, attempt: Int = 0, deaths: Int = 0) -> Message {
        var message = TestFleet.message("\(job)")
        message.attempt = attempt
        message.deaths = deaths
        return message
    }

    func lane(_ place: Int) -> Lane { lanes.lanes(Self.stage(ModelQueue.stage(of: place)), .live)[0] }

    func stream(_ place: Int) -> String {
        let lane = lane(place)
        return place % 2 == 1 ? lane.alone : lane.stream
    }
}
