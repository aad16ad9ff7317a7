/// One stream with its consumer group.
struct ModelStream {
    struct Entry: Hashable {
        let id: Int
        let message: ModelMessage
    }

    struct Pending: Hashable {
        let id: Int
        let owner: Int
        var beatAt: Int
    }

    var entries: [Entry] = []
    var lastDelivered = 0
    /// In the order of ids, as in Redis.
    var pending: [Pending] = []

    var unread: ArraySlice<Entry> { entries.drop { $0.id <= lastDelivered } }

    func message(_ id: Int) -> ModelMessage? { entries.first { $0.id == id }?.message }

    /// Whether the entry was pending.
    mutating func acknowledge(_ id: Int) -> Bool {
        guard let index = pending.firstIndex(where: { $0.id == id }) else { return false }
        pending.remove(at: index)
        return true
    }
}
