/// What Redis holds, with one method for each script of the fleet: what the script does, and nothing else.
///
/// Ids only rise, also over a flush or a restart from an older copy, as Redis's ids do with its clock.
struct ModelQueue {
    /// What a settlement does with an entry.
    enum Settlement: Hashable {
        case finished
        case handedOn(to: Int, ModelMessage)
        /// Ends its job and enqueues others, unless they are in a queue.
        case fannedOut(to: Int, [ModelMessage])
        case later(ModelMessage, delay: Int)
        case returned(ModelMessage)
    }

    struct Delayed: Hashable {
        var due: Int
        let message: ModelMessage
    }

    /// A call whose second half has not happened yet: only mutants leave any.
    struct Limbo {
        let place: Int
        let message: ModelMessage
    }

    static let stages = 2
    static let places = 2 * stages

    static func company(_ stage: Int) -> Int { 2 * stage }
    static func alone(_ stage: Int) -> Int { 2 * stage + 1 }
    static func stage(of place: Int) -> Int { place / 2 }

    let mutation: Mutation?
    var clock = 0
    private(set) var streams = [ModelStream](repeating: ModelStream(), count: places)
    private(set) var delayed = [[Delayed]](repeating: [], count: stages)
    private(set) var jobKeys: Set<Int> = []
    /// Entries of each job that somebody may still run.
    private(set) var live: [Int]
    private var limbo: [Limbo] = []
    private var lastID = 0

    init(jobs: Int, mutation: Mutation? = nil) {
        live = [Int](repeating: 0, count: jobs)
        self.mutation = mutation
    }

    /// False for a job that is in a queue already.
    mutating func enqueue(_ message: ModelMessage, at stage: Int) -> Bool {
        guard jobKeys.insert(message.job).inserted else { return false }
        if mutation == .jobKeyBeforeEntry {
            limbo.append(Limbo(place: Self.company(stage), message: message))
        } else {
            add(message, to: Self.company(stage))
        }
        return true
    }

    mutating func add(_ message: ModelMessage, to place: Int) {
        lastID += 1
        streams[place].entries.append(ModelStream.Entry(id: lastID, message: message))
        live[message.job] += 1
    }

    mutating func read(_ place: Int, _ consumer: Int, count: Int) -> [ModelStream.Entry] {
        let entries = Array(streams[place].unread.prefix(count))
        guard let last = entries.last else { return [] }
        streams[place].lastDelivered = last.id
        streams[place].pending += entries.map { ModelStream.Pending(id: $0.id, owner: consumer, beatAt: clock) }
        return entries
    }

    /// The ids that somebody else has settled.
    mutating func settle(_ place: Int, _ settlements: [(ModelStream.Entry, Settlement)]) -> [Int] {
        var lost: [Int] = []
        for (entry, settlement) in settlements {
            let isOurs = acknowledge(entry, in: place)
            if !isOurs { lost.append(entry.id) }
            guard isOurs || mutation == .settlementWithoutGate else { continue }
            apply(settlement, to: entry.message, in: place)
        }
        return lost
    }

    mutating func acknowledge(_ entry: ModelStream.Entry, in place: Int) -> Bool {
        guard streams[place].acknowledge(entry.id) else { return false }
        live[entry.message.job] -= 1
        return true
    }

    /// What follows an acknowledgement.
    mutating func apply(_ settlement: Settlement, to message: ModelMessage, in place: Int) {
        switch settlement {
        case .finished: jobKeys.remove(message.job)
        case .handedOn(let stage, let next):
            if mutation == .jobKeyDeletedAtHandOff { jobKeys.remove(message.job) }
            add(next, to: Self.company(stage))
        case .fannedOut(let stage, let others):
            jobKeys.remove(message.job)
            for other in others where jobKeys.insert(other.job).inserted { add(other, to: Self.company(stage)) }
        case .later(let next, let delay): postpone(next, by: delay, at: Self.stage(of: place))
        case .returned(let same): add(same, to: place)
        }
    }

    private mutating func postpone(_ message: ModelMessage, by delay: Int, at stage: Int) {
        let due = clock + delay
        if let index = delayed[stage].firstIndex(where: { $0.message == message }) {
            delayed[stage][index].due = due
        } else {
            delayed[stage].append(Delayed(due: due, message: message))
            live[message.job] += 1
        }
    }

    /// The ids that the consumer does not own.
    mutating func heartbeat(_ place: Int, _ consumer: Int, _ entries: [ModelStream.Entry]) -> [Int] {
        entries.filter { entry in
            let index = streams[place].pending.firstIndex { $0.id == entry.id && $0.owner == consumer }
            if let index {
                streams[place].pending[index].beatAt = clock
            } else if mutation == .leaseWithoutOwnerCheck {
                claim(entry, in: place, for: consumer)
            }
            return index == nil
        }.map(\.id)
    }

    /// `XCLAIM … FORCE`: makes an entry pending again whose body is still there.
    private mutating func claim(_ entry: ModelStream.Entry, in place: Int, for consumer: Int) {
        guard streams[place].message(entry.id) != nil else { return }
        if streams[place].acknowledge(entry.id) { live[entry.message.job] -= 1 }
        streams[place].pending.append(ModelStream.Pending(id: entry.id, owner: consumer, beatAt: clock))
        streams[place].pending.sort { $0.id < $1.id }
        live[entry.message.job] += 1
    }

    /// The number taken from dead owners.
    mutating func isolate(_ stage: Int, lease: Int, limit: Int) -> Int {
        let place = Self.company(stage)
        return takeExpired(place, lease, limit) { queue, message in
            var suspect = message
            if queue.mutation == .deathsCountedInCompany { suspect.deaths += 1 }
            if queue.mutation == .reclaimInTwoCalls {
                queue.limbo.append(Limbo(place: Self.alone(stage), message: suspect))
            } else {
                queue.add(suspect, to: Self.alone(stage))
            }
        }
    }

    mutating func countDeaths(_ stage: Int, lease: Int, limit: Int) -> Int {
        let place = Self.alone(stage)
        return takeExpired(place, lease, limit) { queue, message in
            var suspect = message
            if queue.mutation != .deathsForgotten { suspect.deaths += 1 }
            queue.add(suspect, to: place)
        }
    }

    /// The pending entries whose lease is over.
    func expired(_ place: Int, lease: Int) -> [ModelStream.Pending] {
        streams[place].pending.filter { clock - $0.beatAt >= lease }
    }

    private mutating func takeExpired(
        _ place: Int, _ lease: Int, _ limit: Int, _ move: (inout Self, ModelMessage) -> Void
    ) -> Int {
        let taken = expired(place, lease: lease).prefix(limit)
        for pending in taken {
            _ = streams[place].acknowledge(pending.id)
            guard let message = streams[place].message(pending.id) else { continue }
            live[message.job] -= 1
            move(&self, message)
        }
        return taken.count
    }

    /// The number of due jobs put back, the earliest first.
    mutating func promote(_ stage: Int, limit: Int) -> Int {
        guard !delayed[stage].isEmpty else { return 0 }
        let due = delayed[stage].filter { $0.due <= clock }.sorted { $0.due < $1.due }.prefix(limit)
        for item in due {
            delayed[stage].removeAll { $0.message == item.message }
            live[item.message.job] -= 1
            if mutation == .promoteInTwoCalls {
                limbo.append(Limbo(place: Self.company(stage), message: item.message))
            } else {
                add(item.message, to: Self.company(stage))
            }
        }
        return due.count
    }

    mutating func trim(_ place: Int) {
        if mutation == .trimByLength {
            for entry in streams[place].unread.dropLast() { live[entry.message.job] -= 1 }
            streams[place].entries = streams[place].entries.suffix(1)
            return
        }
        guard let low = streams[place].pending.first?.id ?? streams[place].unread.first?.id else {
            streams[place].entries = []
            return
        }
        streams[place].entries.removeAll { $0.id < low }
    }

    /// Whether the consumer is gone; it stays while it owns entries.
    mutating func deleteConsumer(_ place: Int, _ consumer: Int) -> Bool {
        let owned = streams[place].pending.filter { $0.owner == consumer }
        guard owned.isEmpty || mutation == .consumerDeletedWithEntries else { return false }
        for pending in owned where streams[place].acknowledge(pending.id) {
            if let message = streams[place].message(pending.id) { live[message.job] -= 1 }
        }
        return true
    }

    mutating func flush() {
        streams = [ModelStream](repeating: ModelStream(), count: Self.places)
        delayed = [[Delayed]](repeating: [], count: Self.stages)
        jobKeys = []
        live = live.map { _ in 0 }
    }

    /// Comes back as `copy` was, as after a restart from an older file or a failover.
    mutating func restore(_ copy: ModelQueue) {
        streams = copy.streams
        delayed = copy.delayed
        jobKeys = copy.jobKeys
        live = copy.live
    }

    /// The second halves of calls, where a mutant has made two of one.
    mutating func finishCalls() {
        guard !limbo.isEmpty else { return }
        for half in limbo { add(half.message, to: half.place) }
        limbo = []
    }

    /// Whoever made the first halves has died.
    mutating func dropCalls() { limbo = [] }
}
