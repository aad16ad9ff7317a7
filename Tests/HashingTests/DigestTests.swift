import Hashing
import Testing

@Suite("SHA-256 and HMAC")
struct DigestTests {
    /// FIPS 180-4 examples (NIST CSRC "Examples with Intermediate Values").
    private static let digestCases: [(String, String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    @Test("Digests agree with the standard's examples", arguments: digestCases)
    func digests(message: String, hex: String) {
        #expect(Digest(of: message).description == hex)
        #expect(Digest(of: Array(message.utf8)).description == hex)
        #expect(Digest(hex: hex.uppercased()) == Digest(of: message))
    }

    @Test(
        "Anything but 64 hex digits is no digest",
        arguments: ["", "ab", String(repeating: "g", count: 64), String(repeating: "a", count: 63)])
    func badHex(text: String) { #expect(Digest(hex: text) == nil) }

    @Test("HMAC agrees with RFC 4231 and with GitHub's documented example")
    func authentication() {
        func tag(_ key: [UInt8], _ message: String) -> String {
            Hex.encode(HMACSHA256.authenticate(Array(message.utf8), key: key))
        }
        #expect(
            tag(Array(repeating: 0x0B, count: 20), "Hi There")
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            tag(Array("Jefe".utf8), "what do ya want for nothing?")
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            tag(Array(repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First")
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        #expect(
            tag(Array("It's a Secret to Everybody".utf8), "Hello, World!")
                == "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
    }

    @Test("An empty key and an empty message have a tag")
    func emptyKey() {
        #expect(
            Hex.encode(HMACSHA256.authenticate([], key: []))
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test("Secrets are equal only byte for byte")
    func constantTime() {
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]) && constantTimeEquals([], []))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]) && !constantTimeEquals([1, 2], [1, 2, 3]))
    }

    @Test("Hex is read in both cases and written in lower case")
    func hex() {
        #expect(Hex.decode("00fFa9") == [0, 255, 169] && Hex.encode([0, 255, 169]) == "00ffa9")
        #expect(Hex.decode("0") == nil && Hex.decode("zz") == nil && Hex.decode("") == [])
    }
}
