internal import JSON
internal import Store

/// Reports of a batch that are read together, few enough to be held at once.
struct ReportPortion: Sendable {
    /// A portion is closed at this size; a larger report is one of its own.
    static let byteLimit = 8 * 1024 * 1024
    /// What a report counts whose size is not known: as much as it may have.
    static let unknownByteCount = JSONLimits.standard.maximumBytes

    private(set) var byteCount = 0
    private(set) var keys: [NormalizationKey] = []

    /// Each distinct key once, in the order of the jobs.
    static func portions(of jobs: [Job<NormalizeWork>]) -> [ReportPortion] {
        var seen: Set<NormalizationKey> = []
        var portions: [ReportPortion] = []
        for job in jobs where seen.insert(job.normalizationKey).inserted {
            let bytes = job.work.byteCount ?? unknownByteCount
            if portions.last.map({ $0.byteCount + bytes > byteLimit }) ?? true { portions.append(ReportPortion()) }
            portions[portions.count - 1].byteCount += bytes
            portions[portions.count - 1].keys.append(job.normalizationKey)
        }
        return portions
    }
}
