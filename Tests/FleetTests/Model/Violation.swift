/// What must never be, by job.
enum Violation: Hashable {
    /// Two entries of one job may run.
    case forked(Int)
    /// Buried without the failures or deaths that its letter tells of.
    case innocentBuried(Int)
    /// Unfinished, and no queue has it.
    case lost(Int)
    /// Decided without what an earlier stage should have written.
    case missingEffect(Int)
    /// An effect after the scan had ended.
    case resurrected(Int)
    /// Nothing fails any more, and still it does not end; or it has ended and left something behind.
    case stuck(Int)
    /// Ended twice.
    case twoEffects(Int)
}
