import Testing

@testable import Redis

@Suite("Hash slots")
struct HashSlotTests {
    @Test("the checksum is CRC-16/XMODEM, by the specification's own vector")
    func vector() { #expect(HashSlot.checksum("123456789".utf8) == 0x31C3) }

    @Test(
        "a key's slot is what the server says",
        arguments: [
            ("", 0), ("foo", 12182), ("bar", 5061), ("fx:{s0}:done", 11097), ("{user1000}.following", 3443),
            ("{user1000}.followers", 3443), ("foo{}{bar}", 8363), ("foo{{bar}}zap", 4015), ("foo{bar}{zap}", 5061),
            ("{", 4092),
        ])
    func slots(key: String, slot: Int) { #expect(HashSlot.of(key.utf8) == slot) }

    @Test(
        "a command's key is found wherever it stands",
        arguments: [
            ("GET k", "k"), ("XADD k MAXLEN ~ 1 * m x", "k"), ("MGET k l", "k"),
            ("XREADGROUP GROUP w c COUNT 1 BLOCK 5 STREAMS k l > >", "k"), ("xread streams k 0", "k"),
            ("EVALSHA abc 2 k l x", "k"), ("XGROUP CREATE k w 0", "k"), ("XINFO GROUPS k", "k"),
        ])
    func keys(command: String, key: String) {
        var made = RedisCommand(capacity: 64)
        for word in command.split(separator: " ") { made.append(String(word)) }
        #expect(made.key.map { String(decoding: $0, as: UTF8.self) } == key)
    }

    @Test("a command about no key has none", arguments: ["PING", "SCRIPT LOAD x", "EVALSHA abc 0 x", "CLUSTER SLOTS"])
    func keyless(command: String) {
        var made = RedisCommand(capacity: 64)
        for word in command.split(separator: " ") { made.append(String(word)) }
        #expect(made.key == nil)
    }
}
