/// How a worker process can be told by its connections: each has one for its housekeeping, idle or paused or not, and in a
/// cluster one for each group of shards, which end in the group's number.
enum WorkerPresence {
    /// The name of that connection in Redis' CLIENT LIST.
    static func connectionName(_ stage: StageName) -> String { "\(stage.rawValue)-keep" }

    /// Processes by stage in the text of a CLIENT LIST.
    static func count(in clients: String) -> [StageName: Int] {
        let names = clients.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("name=") }.map { String($0.dropFirst(5)) }
        }
        let counts = Dictionary(grouping: names, by: \.self).mapValues(\.count)
        return Dictionary(
            uniqueKeysWithValues: StageName.allCases.map { stage in
                let own = connectionName(stage)
                // Not every node is connected to by all groups.
                return (stage, counts.filter { $0.key == own || $0.key.hasPrefix("\(own)-") }.values.max() ?? 0)
            })
    }
}
