import Testing

@testable import Fleet

@Suite("Fleet values")
struct FleetValuesTests {
    @Test("all keys of a shard share its hash tag")
    func hashTag() {
        let names = StreamNames(shard: 3, stage: .score, jobClass: .bulk, lane: 7)
        #expect(names.stream == "fx:{s3}:score:bulk:07")
        #expect(names.alone == "fx:{s3}:score:bulk:07:alone")
        #expect(names.delayed == "fx:{s3}:score:bulk:07:delayed")
        #expect(names.failures == "fx:{s3}:score:bulk:07:failures")
        #expect(names.paused == "fx:{s3}:score:bulk:07:paused")
        #expect(Keys.job(shard: 3, job: "a") == "fx:{s3}:job:a")
        #expect(Keys.done(shard: 3) == "fx:{s3}:done")
    }

    @Test("two services whose names only join to the same text have keys of their own")
    func revisionKeys() {
        let first = Keys.revision(shard: 0, tenant: "a:b", service: "c")
        #expect(first != Keys.revision(shard: 0, tenant: "a", service: "b:c"))
    }

    @Test("a shard and a lane stay within their number", arguments: [1, 2, 7, 100])
    func shardRange(count: Int) {
        let map = ShardMap(shards: count, lanes: count)
        for number in 0..<200 {
            #expect((0..<count).contains(map.shard(tenant: "default", service: "service-\(number)")))
            let lanes = map.lanes(tenant: "tenant-\(number)")
            #expect((0..<count).contains(lanes.0) && (0..<count).contains(lanes.1))
            #expect((lanes.0 == lanes.1) == (count == 1))
        }
    }

    @Test("a job that runs again is below the span that sent it, however often its delivery was traced")
    func traces() {
        var message = TestFleet.message("job")
        message.trace = "sent"
        let traced = Delivery(message: message).traced(by: "first").traced(by: "second")
        #expect(traced.message.trace == "second")
        #expect(traced.messageToRetry.trace == "sent")
    }

    @Test(
        "a delay's ceiling doubles up to its cap",
        arguments: [(0, 200), (1, 400), (3, 1_600), (8, 30_000), (500, 30_000)])
    func ceiling(attempt: Int, milliseconds: Int64) {
        #expect(RetryDelay().ceiling(attempt: attempt) == milliseconds)
    }
}
