/// How a worker process can be told by its connections: each has one for its housekeeping, idle or paused or not.
enum WorkerPresence {
    /// The name of that connection in Redis' CLIENT LIST.
    static func connectionName(_ stage: StageName) -> String { "\(stage.rawValue)-keep" }

    /// Processes by stage in the text of a CLIENT LIST.
    static func count(in clients: String) -> [StageName: Int] {
        let names = clients.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("name=") }.map { String($0.dropFirst(5)) }
        }
        let pairs = StageName.allCases.map { stage in (stage, names.count { $0 == connectionName(stage) }) }
        return Dictionary(pairs) { first, _ in first }
    }
}
