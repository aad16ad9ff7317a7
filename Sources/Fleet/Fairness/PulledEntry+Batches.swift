extension [PulledEntry] {
    /// What was read at once, as it is run: lanes that gave little apart from a flood, whose batch takes longer; at most
    /// `limit` jobs in each.
    func batches(of limit: Int) -> [[PulledEntry]] {
        var counts: [ObjectIdentifier: Int] = [:]
        for entry in self { counts[ObjectIdentifier(entry.lane), default: 0] += 1 }
        let isFew = { (entry: PulledEntry) in
            counts[ObjectIdentifier(entry.lane), default: 0] <= DeficitRoundRobin.quantum
        }
        return filter(isFew).chunks(of: limit) + filter { !isFew($0) }.chunks(of: limit)
    }

    /// Several lanes and shards may give more than one batch at once.
    private func chunks(of limit: Int) -> [[PulledEntry]] {
        stride(from: 0, to: count, by: limit).map { Array(self[$0..<Swift.min($0 + limit, count)]) }
    }
}
