import Testing

@testable import Fleet

@Suite("Whether idle times tell who is dead")
struct IdleTrustTests {
    private let judges = IdleTrust.Verdict.judge(within: .seconds(1))
    private let start = ContinuousClock.now

    @Test("A process that begins waits half a lease; then quick answers are believed")
    func beginning() {
        let trust = IdleTrust(lease: .seconds(4), now: start)
        #expect(trust.verdict(after: .zero, now: start + .seconds(1)) == .wait)
        #expect(trust.verdict(after: .zero, now: start + .seconds(2)) == judges)
        #expect(trust.verdict(after: .milliseconds(900), now: start + .seconds(3)) == judges)
    }

    @Test("After a slow answer living owners get half a lease to beat")
    func slowAnswer() {
        let trust = IdleTrust(lease: .seconds(4), now: start - .seconds(10))
        #expect(trust.verdict(after: .zero, now: start) == judges)
        #expect(trust.verdict(after: .seconds(5), now: start + .seconds(5)) == .wait)
        #expect(trust.verdict(after: .zero, now: start + .seconds(6)) == .wait)
        #expect(trust.verdict(after: .zero, now: start + .seconds(7)) == judges)
    }

    @Test(
        "A server that is always slow does not keep the dead alive, whichever call is slow",
        arguments: [(true, false), (false, true), (true, true), (false, false)])
    func alwaysSlow(clockIsSlow: Bool, scriptsAreSlow: Bool) {
        let trust = IdleTrust(lease: .seconds(4), now: start)
        var effective = 0
        for second in 1...40 {
            let now = start + .seconds(second)
            switch trust.verdict(after: clockIsSlow ? .seconds(2) : .zero, now: now) {
            case .wait: break
            case .judgeAnyway: effective += 1
            case .judge where scriptsAreSlow: trust.cameTooLate(now: now)
            case .judge: effective += 1
            }
        }
        #expect(effective >= 6)
    }

    @Test("A judgement that came too late is repeated once without a deadline, and only after the pause")
    func lateJudgement() {
        let trust = IdleTrust(lease: .seconds(4), now: start - .seconds(10))
        #expect(trust.verdict(after: .zero, now: start) == judges)
        trust.cameTooLate(now: start)
        #expect(trust.verdict(after: .zero, now: start + .seconds(1)) == .wait)
        #expect(trust.verdict(after: .zero, now: start + .seconds(2)) == .judgeAnyway)
        #expect(trust.verdict(after: .zero, now: start + .seconds(3)) == judges)
    }

    @Test("After no answer at all nobody is judged for half a lease")
    func noAnswer() {
        let trust = IdleTrust(lease: .seconds(4), now: start - .seconds(10))
        trust.doubt(now: start)
        #expect(trust.verdict(after: .zero, now: start + .seconds(1)) == .wait)
        #expect(trust.verdict(after: .zero, now: start + .seconds(2)) == judges)
    }
}
