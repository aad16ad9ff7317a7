import Redis
import Testing

@Suite("Redis addresses")
struct RedisEndpointTests {
    @Test(
        "an address is read in each of its forms",
        arguments: [
            ("redis://localhost", "redis://localhost:6379/0"),
            ("redis://10.0.0.1:7000/3", "redis://10.0.0.1:7000/3"),
            ("redis://[::1]:7000", "redis://[::1]:7000/0"),
            ("redis://[::1]/2", "redis://[::1]:6379/2"),
            ("rediss://cache.example:6380?ca=/etc/ca.pem", "rediss://cache.example:6380/0"),
            ("unix:///run/redis.sock?db=4", "unix:///run/redis.sock?db=4"),
            ("redis+cluster://a:7000,b,[::1]:7002", "redis+cluster://a:7000,b:6379,[::1]:7002"),
            ("redis+cluster://:secret@a:7000/0", "redis+cluster://a:7000"),
            ("rediss+cluster://a?ca=/etc/ca.pem", "rediss+cluster://a:6379"),
            ("unix://:secret@/run/redis.sock", "unix:///run/redis.sock?db=0"),
        ])
    func forms(url: String, description: String) throws { #expect(try RedisEndpoint(url).description == description) }

    @Test("user and password are decoded and never shown")
    func credentials() throws {
        let endpoint = try RedisEndpoint("rediss://app:p%40ss%3Aword@host:1/0?ca=/a")
        #expect(endpoint.user == "app")
        #expect(endpoint.password == "p@ss:word")
        #expect(endpoint.authorities == "/a")
        #expect(endpoint.usesTLS)
        #expect(!endpoint.description.contains("word"))
        #expect(try RedisEndpoint("redis://:only@host").user == nil)
    }

    @Test(
        "anything else is refused, without showing a password",
        arguments: [
            "", "localhost:6379", "http://localhost", "redis://", "redis://host:port", "redis://host:70000",
            "redis://host/x", "redis://host/-1", "redis://host/1/2", "redis://secret@host", "redis://u:%zz@host",
            "unix://relative", "unix:///s?db=x", "redis://host?ca=/a", "redis+cluster://", "redis+cluster://a,,b",
            "redis+cluster://a/1",
            "redis+cluster://a:b", "unix:///s?ca=/a", "redis://:secret@host/x",
        ])
    func refused(url: String) {
        #expect {
            try RedisEndpoint(url)
        } throws: { error in
            guard case RedisError.configuration(let reason) = error else { return false }
            return !reason.contains("secret")
        }
    }
}
