/// A batch on its way through a cluster: what has an answer, and where the rest goes next.
struct ClusterBatch {
    /// The commands of a batch that go to one node together.
    struct Part {
        let host: RedisHost
        /// ASKING stands before each command of a slot that is on its way.
        let isAsking: Bool
        let indices: [Int]
        let commands: [RedisCommand]
    }

    private struct Item {
        var asking: RedisHost?
        var failure: (host: RedisHost, error: RedisError)?
        var isWaiting = false
        var redirections = 0
    }

    private struct Place: Hashable {
        let host: RedisHost
        let isAsking: Bool
    }

    private let commands: [RedisCommand]
    private var items: [Item]
    private var open: [Int]
    private var replies: [(reply: RedisReply, host: RedisHost?)]
    private let slots: [Int?]

    init(_ commands: [RedisCommand]) {
        self.commands = commands
        items = [Item](repeating: Item(), count: commands.count)
        open = Array(commands.indices)
        replies = [(RedisReply, RedisHost?)](repeating: (.null, nil), count: commands.count)
        slots = commands.map { $0.key.map { HashSlot.of($0) } }
    }

    /// One answer a command, in order; the last one given where the batch was not brought to its end.
    var answers: [(reply: RedisReply, host: RedisHost?)] { replies }
    var isDone: Bool { open.isEmpty }
    /// Whether some slot cannot be served now.
    var isWaiting: Bool { open.contains { items[$0].isWaiting } }

    /// Where everything that is open goes. `spare` takes what has no key, or a slot that nobody is known to serve.
    mutating func parts(_ map: SlotMap, spare: RedisHost?) -> [Part] {
        var places: [Place: [Int]] = [:]
        for index in open {
            let owner = slots[index].flatMap(map.owner(of:)) ?? spare
            guard let host = items[index].asking ?? owner else {
                end(index, .unreachable("the cluster has no node"), nil)
                continue
            }
            // The map still names the node that failed a moment ago: that is the answer.
            if let failure = items[index].failure, failure.host == host {
                end(index, .unreachable("\(failure.error)"), nil)
                continue
            }
            places[Place(host: host, isAsking: items[index].asking != nil), default: []].append(index)
        }
        return places.map { place, indices in
            let own = indices.map { commands[$0] }
            return Part(
                host: place.host, isAsking: place.isAsking, indices: indices,
                commands: place.isAsking ? own.flatMap { [RedisCommand("ASKING"), $0] } : own)
        }
    }

    /// Takes up a part's replies; gives the redirections among them.
    mutating func take(_ replies: [RedisReply], of part: Part) -> [Redirection] {
        var redirections: [Redirection] = []
        for (place, index) in part.indices.enumerated() {
            let reply = replies[part.isAsking ? 2 * place + 1 : place]
            items[index].asking = nil
            items[index].isWaiting = false
            guard case .error(let error) = reply, let redirection = Redirection(error, from: part.host),
                follow(redirection, index)
            else {
                end(index, reply, part.host)
                continue
            }
            self.replies[index] = (reply, part.host)
            redirections.append(redirection)
        }
        return redirections
    }

    /// Takes up that a part's node failed. What was not sent may go to the node's successor.
    mutating func fail(_ part: Part, _ error: RedisError) {
        for index in part.indices {
            items[index].asking = nil
            items[index].isWaiting = false
            if case .connect = error, items[index].failure == nil {
                items[index].failure = (part.host, error)
            } else {
                end(index, .unreachable("\(error)"), nil)
            }
        }
    }

    /// False when the command has been sent about too often.
    private mutating func follow(_ redirection: Redirection, _ index: Int) -> Bool {
        if case .wait = redirection {
            items[index].isWaiting = true
            return true
        }
        items[index].redirections += 1
        guard items[index].redirections <= ClusterClient.redirections else { return false }
        if case .ask(let host) = redirection { items[index].asking = host }
        return true
    }

    private mutating func end(_ index: Int, _ reply: RedisReply, _ host: RedisHost?) {
        replies[index] = (reply, host)
        open.removeAll { $0 == index }
    }
}
