/// Keeps a risk verdict from following noise in a score.
///
/// A verdict gets worse at once. It gets better only after the probability stayed below a share of the threshold on
/// several consecutive score dates: a Schmitt trigger (O. H. Schmitt 1938) with a hold time.
struct Hysteresis {
    let rules: StabilityRules

    /// What a CVE's risk is judged as on one score date.
    struct Reading: Hashable {
        /// By the policy's own thresholds.
        let raw: Verdict
        /// By the thresholds for leaving, which are lower: never better than `raw`.
        let leaving: Verdict
    }

    /// The verdict in force, and what is to be remembered; nil when there is nothing to hold.
    ///
    /// Counting is by `basis.scoreDate`: the same date twice counts once, so that work may come again. What was held
    /// under another policy, context or score model is not comparable and ends.
    func next(_ held: HeldRisk?, _ reading: Reading, _ basis: RiskBasis) -> (verdict: Verdict, held: HeldRisk?) {
        guard let held, held.basis == basis.digest else { return entered(reading.raw, basis) }
        guard basis.scoreDate >= held.scoreDate else { return (max(reading.raw, held.verdict), held) }
        if max(reading.raw, reading.leaving) >= held.verdict {
            return entered(max(reading.raw, held.verdict), basis)
        }
        let isCounted = basis.scoreDate == held.scoreDate && held.datesBelow > 0
        let below = held.datesBelow + (isCounted ? 0 : 1)
        guard below < rules.leaveAfter else { return entered(max(reading.raw, reading.leaving), basis) }
        return (
            held.verdict,
            HeldRisk(verdict: held.verdict, datesBelow: below, scoreDate: basis.scoreDate, basis: basis.digest)
        )
    }

    private func entered(_ verdict: Verdict, _ basis: RiskBasis) -> (verdict: Verdict, held: HeldRisk?) {
        guard verdict > .allow else { return (verdict, nil) }
        return (
            verdict, HeldRisk(verdict: verdict, datesBelow: 0, scoreDate: basis.scoreDate, basis: basis.digest)
        )
    }
}
