import Testing

@testable import Fleet

@Suite("Whether idle times tell who is dead")
struct IdleTrustTests {
    private let start = ContinuousClock.now

    @Test("A process that begins waits half a lease; then quick answers are believed")
    func beginning() {
        let trust = IdleTrust(lease: .seconds(4), now: start)
        #expect(!trust.mayJudge(after: .zero, now: start + .seconds(1)))
        #expect(trust.mayJudge(after: .zero, now: start + .seconds(2)))
        #expect(trust.mayJudge(after: .milliseconds(900), now: start + .seconds(3)))
    }

    @Test("After a slow answer living owners get half a lease to beat")
    func slowAnswer() {
        let trust = IdleTrust(lease: .seconds(4), now: start - .seconds(10))
        #expect(trust.mayJudge(after: .zero, now: start))
        #expect(!trust.mayJudge(after: .seconds(5), now: start + .seconds(5)))
        #expect(!trust.mayJudge(after: .zero, now: start + .seconds(6)))
        #expect(trust.mayJudge(after: .zero, now: start + .seconds(7)))
    }

    @Test("A server that is always slow does not keep the dead alive")
    func alwaysSlow() {
        let trust = IdleTrust(lease: .seconds(4), now: start)
        let verdicts = (1...40).map { trust.mayJudge(after: .seconds(2), now: start + .seconds($0)) }
        #expect(verdicts.count { $0 } >= 10)
    }

    @Test("After no answer at all it is the same")
    func noAnswer() {
        let trust = IdleTrust(lease: .seconds(4), now: start - .seconds(10))
        trust.doubt(now: start)
        #expect(!trust.mayJudge(after: .zero, now: start + .seconds(1)))
        #expect(trust.mayJudge(after: .zero, now: start + .seconds(2)))
    }
}
