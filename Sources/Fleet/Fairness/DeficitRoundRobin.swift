/// Whose jobs are read next: deficit round robin over lanes (Shreedhar and Varghese, 1995), counted in decisions.
///
/// What a job costs is known only once it is read, so that a lane is charged afterwards and may go into debt, which the
/// other lanes' turns pay off. A lane with nothing to read saves nothing up. Capacity that no other lane wants is free.
struct DeficitRoundRobin: Sendable {
    /// What to ask a lane for.
    struct Share: Equatable, Sendable {
        let lane: Int
        let count: Int
    }

    /// What to ask all lanes for in one read.
    struct Ask: Equatable, Sendable {
        let shares: [Share]
        /// The most jobs that may come, when some lanes give what others leave.
        let limit: Int
    }

    private struct Flow {
        /// The decisions it may still take in this round; negative is debt.
        var credit = 0
        /// Decisions in one of its jobs, as last seen.
        var cost = 1
        /// Whether it had at least what it was last asked for, so that more is expected.
        var isBusy = false
    }

    /// Decisions that a lane gains in one round: small, so that a batch has something of each lane.
    static let quantum = 8

    private var flows: [Flow]
    /// The lane whose turn it is.
    private var turn = 0
    /// Where the walk over idle lanes begins.
    private var first = 0

    init(lanes: Int) { flows = Array(repeating: Flow(), count: lanes) }

    /// Whether any of `open` is expected to have more than was read of it.
    func isBusy(_ open: [Int]) -> Bool { open.contains { flows[$0].isBusy } }

    /// What to ask the lanes in `open` for, in the order to ask, until `limit` jobs are read: where there are many lanes, all
    /// shares together may be more.
    ///
    /// Idle lanes are asked first, for one job each, so that a newcomer is in the next batch; the busy ones share the rest.
    mutating func shares(of limit: Int, among open: [Int]) -> [Share] {
        for lane in open where !flows[lane].isBusy && flows[lane].credit < 0 {
            flows[lane].credit = min(0, flows[lane].credit + Self.quantum)
        }
        let busy = open.filter { flows[$0].isBusy }
        let idle = rotated(open.filter { !flows[$0].isBusy })
        guard !busy.isEmpty else {
            return idle.map { Share(lane: $0, count: max(1, limit / idle.count)) }
        }
        return idle.map { Share(lane: $0, count: 1) } + turns(of: limit - min(idle.count, limit / 2), among: busy)
    }

    /// `shares`, but less of each lane where all of them would hold more decisions than `decisions`, as far as that is known
    /// before they are read. What idle lanes leave is then nobody's, for it would be read of those whose jobs hold much.
    mutating func ask(for limit: Int, holding decisions: Int, among open: [Int]) -> Ask {
        let shares = shares(of: limit, among: open)
        let expected = shares.reduce(0) { $0 + $1.count * flows[$1.lane].cost }
        guard expected > decisions else { return Ask(shares: shares, limit: limit) }
        let bounded = shares.map { Share(lane: $0.lane, count: max(1, $0.count * decisions / expected)) }
        let busy = bounded.filter { flows[$0.lane].isBusy }
        return Ask(shares: bounded, limit: jobs(of: busy.isEmpty ? bounded : busy, within: decisions))
    }

    /// How many jobs of the shares, taken in turn, hold no more than `decisions`; at least one.
    private func jobs(of shares: [Share], within decisions: Int) -> Int {
        var (jobs, left) = (0, decisions)
        for share in shares {
            let count = min(share.count, left / flows[share.lane].cost)
            jobs += count
            left -= count * flows[share.lane].cost
        }
        return max(1, jobs)
    }

    /// What a lane gave when it was asked for `share`, and the decisions in it; `isFull` where the read ended at its limit,
    /// so that the lane may not have been asked for all of it. What it gave beyond its share was left over by others and
    /// costs nothing.
    mutating func note(_ share: Share, gave count: Int, decisions: Int, isFull: Bool = false) {
        let charged = count > share.count ? decisions * share.count / count : decisions
        flows[share.lane].credit -= charged
        if count > 0 { flows[share.lane].cost = max(1, decisions / count) }
        let isBusy = count >= share.count || isFull && flows[share.lane].isBusy
        flows[share.lane].isBusy = isBusy
        if !isBusy { flows[share.lane].credit = min(0, flows[share.lane].credit) }
    }

    /// Another one is first each time, so that none is always beyond the limit.
    private mutating func rotated(_ lanes: [Int]) -> [Int] {
        guard !lanes.isEmpty else { return [] }
        first = (first + 1) % lanes.count
        return Array(lanes[first...] + lanes[..<first])
    }

    /// The rounds that fill a batch. Credit is spent by expectation; `note` charges what it really was.
    private mutating func turns(of limit: Int, among busy: [Int]) -> [Share] {
        var credit = Dictionary(uniqueKeysWithValues: busy.map { ($0, flows[$0].credit) })
        var counts: [Int: Int] = [:]
        var left = limit
        var place = busy.firstIndex { $0 >= turn } ?? 0
        while left > 0 {
            skipEmptyRounds(&credit, busy)
            let lane = busy[place]
            let spend = credit[lane, default: 0]
            if spend > 0 {
                let count = min(left, max(1, spend / flows[lane].cost))
                counts[lane, default: 0] += count
                credit[lane, default: 0] -= count * flows[lane].cost
                left -= count
            }
            // A lane whose credit outlives the batch goes on in the next one.
            guard left > 0 || credit[lane, default: 0] <= 0 else { break }
            place = (place + 1) % busy.count
            turn = busy[place]
            gain(busy[place], &credit)
        }
        return busy.compactMap { lane in counts[lane].map { Share(lane: lane, count: $0) } }
    }

    /// Begins a lane's turn.
    private mutating func gain(_ lane: Int, _ credit: inout [Int: Int]) {
        flows[lane].credit += Self.quantum
        credit[lane, default: 0] += Self.quantum
    }

    /// Rounds in which nobody could take anything pass at once.
    private mutating func skipEmptyRounds(_ credit: inout [Int: Int], _ busy: [Int]) {
        guard let best = busy.compactMap({ credit[$0] }).max(), best <= 0 else { return }
        let rounds = -best / Self.quantum + 1
        for lane in busy {
            flows[lane].credit += rounds * Self.quantum
            credit[lane, default: 0] += rounds * Self.quantum
        }
    }
}
