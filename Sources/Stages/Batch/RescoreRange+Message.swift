internal import Fleet
internal import Store

extension RescoreRange {
    /// The items that end with a re-score job, read from its name: `RUN.FIRST-LAST` or `RUN.ITEM`. Else nil.
    init?(of message: Message) {
        let parts = message.job.split(separator: "." as Character)
        guard parts.count == 2, let run = Int64(parts[0]) else { return nil }
        let items = parts[1].split(separator: "-" as Character).map { Int64($0) }
        guard let first = items.first ?? nil, let last = items.last ?? nil, items.count <= 2 else { return nil }
        self.init(run: run, first: first, last: last)
    }
}
