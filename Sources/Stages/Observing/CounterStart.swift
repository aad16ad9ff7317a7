internal import CoreMetrics
internal import Engine
internal import Fleet

/// Counters that exist before their first event: a rate that begins with a series' first sample misses that event.
enum CounterStart {
    static func deadLetters() {
        for code in ["attempts-exhausted", "unreadable-message", "worker-died"] {
            for stage in StageName.allCases {
                begin("fixops_dead_letters_total", [("code", code), ("stage", stage.rawValue)])
            }
        }
    }

    static func settledLetters() {
        for action in ["discarded", "redriven"] { begin("fixops_dead_letters_settled_total", [("action", action)]) }
    }

    static func decisions() {
        begin("fixops_evidence_digest_mismatches_total")
        begin("fixops_verdict_bodies_missing_total")
        for kind in ["decision", "failed_scan"] { begin("fixops_duplicates_total", [("kind", kind)]) }
        for verdict in Verdict.allCases {
            for current in ["false", "true"] {
                begin("fixops_decisions_total", [("current", current), ("verdict", verdict.rawValue)])
            }
            for other in Verdict.allCases where other != verdict {
                begin("fixops_verdict_flips_total", [("from", verdict.rawValue), ("to", other.rawValue)])
            }
        }
    }

    static func rescores() {
        for result in ["changed", "unchanged"] { begin("fixops_rescored_total", [("result", result)]) }
    }

    static func scheduler() {
        for kind in ["chunk", "entry", "scan"] { begin("fixops_reconciled_total", [("kind", kind)]) }
        for feed in FeedName.allCases {
            for outcome in ["failed", "published", "unchanged"] {
                begin("fixops_feed_imports_total", [("feed", feed.rawValue), ("outcome", outcome)])
            }
        }
    }

    private static func begin(_ label: String, _ dimensions: [(String, String)] = []) {
        Counter(label: label, dimensions: dimensions).increment(by: 0)
    }
}
