/// What a cluster's node answers instead of serving a command.
enum Redirection: Hashable {
    /// Serve this one command there; the slot is on its way.
    case ask(RedisHost)
    /// The slot lives there from now on.
    case moved(slot: Int, RedisHost)
    /// Nobody can serve it now; soon somebody may. `isMapOld` where the cluster itself is changing.
    case wait(isMapOld: Bool)

    /// Nil for any other error. `teller` is who gave it: a redirection without a name means the same host.
    init?(_ error: RedisServerError, from teller: RedisHost) {
        switch error.code {
        case "TRYAGAIN": self = .wait(isMapOld: false)
        case "CLUSTERDOWN": self = .wait(isMapOld: true)
        case "ASK", "MOVED":
            let words = error.message.split(separator: " ")
            guard words.count >= 3, let slot = Int(words[1]), (0..<HashSlot.count).contains(slot),
                let host = Self.host(words[2], from: teller)
            else { return nil }
            self = error.code == "ASK" ? .ask(host) : .moved(slot: slot, host)
        default: return nil
        }
    }

    private static func host(_ text: Substring, from teller: RedisHost) -> RedisHost? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let name = text[..<colon]
        return RedisHost(name.isEmpty ? teller.name : String(name), port)
    }
}
