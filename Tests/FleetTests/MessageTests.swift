import Fleet
import JSON
import Testing

@Suite("Messages on the wire")
struct MessageTests {
    static let message = Message(
        job: "018f", scan: "018f", tenant: "default", service: "shop \"é\" \\ \u{1}", source: "ci", sequence: 7,
        jobClass: .live, minimumEpoch: 3, attempt: 1, deaths: 1, trace: "00-ab-cd-01",
        timeline: [TimelineStep(stage: "normalize", at: 5, worker: "h.1.a", delivery: 2, milliseconds: 9)],
        payload: Array(#"{"artifact":"x","nested":{"work":[1,"}"]}}"#.utf8))

    @Test("a message survives the way through canonical JSON")
    func roundTrip() throws {
        let bytes = Self.message.encoded
        #expect(try Message(decoding: bytes) == Self.message)
        #expect(try JSONValue(parsing: bytes).canonical == bytes)
    }

    @Test("a message without steps and trace survives too")
    func minimal() throws {
        var message = Self.message
        message.timeline = []
        message.trace = ""
        #expect(try Message(decoding: message.encoded) == message)
    }

    @Test("members that a newer build adds are passed over")
    func additive() throws {
        let text = String(decoding: Self.message.encoded, as: UTF8.self)
        let longer = text.replacing("\"class\"", with: "\"budget\":{\"a\":[1,2]},\"class\"")
        #expect(try Message(decoding: Array(longer.utf8)) == Self.message)
    }

    @Test("JSON that is not canonical is read as well")
    func loose() throws {
        let loose = Array(#"{ "v": 1, "work": { "b": 1, "a": 2 }, "job": "j", "tenant": "t", "class": "bulk" }"#.utf8)
        let message = try Message(decoding: loose)
        #expect(message.job == "j")
        #expect(message.jobClass == .bulk)
        #expect(message.payload == Array(#"{"a":2,"b":1}"#.utf8))
    }

    @Test("a newer version is told from what nobody can read")
    func newer() {
        let bytes = Array(#"{"shape":"unknown","v":2,"work":"elsewhere"}"#.utf8)
        #expect(throws: MessageError.newerVersion(2)) { try Message(decoding: bytes) }
    }

    @Test(
        "what is no message is unreadable",
        arguments: [
            "", "x", "{", "[]", "{}", #"{"v":1}"#, #"{"v":"1","work":{}}"#,
            #"{"class":"other","job":"","v":1,"work":{}}"#,
            #"{"class":"live","job":"a","tenant":"t","v":1,"work":[]}"#, #"{"v":99999999999999999999}"#,
            #"{"class":"live","job":"a","tenant":"t","v":1,"work":{}"#, #"{"v":1}trailing"#,
        ])
    func unreadable(text: String) {
        #expect { try Message(decoding: Array(text.utf8)) } throws: { error in
            if case MessageError.unreadable = error { true } else { false }
        }
    }

    @Test("no message cut short is taken for a whole one, and none crashes")
    func truncated() {
        let bytes = Self.message.encoded
        for length in 0..<bytes.count {
            #expect(throws: MessageError.self) { try Message(decoding: Array(bytes[..<length])) }
        }
    }
}
