extension Ledger {
    /// The ledger for people, and for docs/reliability.md: a table in Markdown.
    var table: String {
        let lines = [("what", "count"), ("---", "---:")] + eventRows + workRows + findingRows + recoveryRows + restRows
        return lines.map { "| \($0.0) | \($0.1) |" }.joined(separator: "\n")
    }

    private var eventRows: [(String, String)] {
        events.sorted { $0.key < $1.key }.map { ("event: \($0.key)", "\($0.value)") }
            + [("**events**", "**\(events.values.reduce(0, +))**")]
    }

    private var workRows: [(String, String)] {
        [
            ("scans accepted", "\(promises.scans.count)"),
            ("… decided", "\(outcome.decided)"),
            ("… unreadable reports, failed with the reason", "\(outcome.refusedReports)"),
            ("… buried as poison: their process was ended twice while they ran alone", "\(outcome.buried)"),
            ("… failed although readable", outcome.failed.isEmpty ? "0" : "\(outcome.failed)"),
            ("jobs hunted to death on purpose", "\(hunted.count)"),
            ("… buried; the others were decided first, or Redis forgot their deaths", "\(huntedAndBuried)"),
            ("scans whose answer was lost on the way, ended all the same", "\(scans - promises.scans.count)"),
            ("decisions", "\(decisions)"),
            ("… of them re-scores", "\(rescores)"),
            ("… made again from their evidence", "\(replayed)"),
            ("answers from memory", "\(promises.hitCount)"),
            ("webhook deliveries sent again", "\(promises.repeatedDeliveries)"),
            ("refused (429, 503) and tried again", "\(promises.refused)"),
            ("requests without an answer", "\(promises.unanswered)"),
            ("given up by the caller", "\(promises.givenUp)"),
        ] + promises.wrong.sorted { $0.key < $1.key }.map { ("WRONG: \($0.key)", "\($0.value)") }
    }

    private var findingRows: [(String, String)] {
        [Finding.Kind.lost, .doubled, .mismatch, .resurrected].flatMap { kind in
            [("**\(kind.rawValue)**", "**\(total(kind))**")]
                + findings.filter { $0.kind == kind && $0.count > 0 }.map {
                    ("… \($0.title): \($0.examples.joined(separator: ", "))", "\($0.count)")
                }
        }
    }

    private var recoveryRows: [(String, String)] {
        [("calm", calmRecovery), ("while a server was broken too", disturbedRecovery)].map { name, times in
            (
                "recovery after SIGKILL, \(name): jobs, p50 / p99 / max",
                "\(times.count), \(Self.seconds(times.p50)) / \(Self.seconds(times.p99)) / \(Self.seconds(times.max))"
            )
        } + [
            ("… jobs that nobody took over, and are in none of these times", "\(neverTakenOver.count)"),
            ("… kills whose jobs could not be seen, as Redis was away", "\(unseenKills)"),
        ] + neverTakenOver.prefix(10).map { ("… not taken over: \($0)", "1") }
    }

    private var restRows: [(String, String)] {
        [
            ("quiet after", quietAfter.map(Self.seconds) ?? "never"),
            ("left in Redis when quiet", remains.summary),
            ("consumers of the living / of the dead", "\(remains.livingConsumers) / \(remains.deadConsumers)"),
            ("left after the drain", afterDrain.summary),
            ("consumers of the dead after the drain", "\(afterDrain.deadConsumers)"),
            ("left by processes that drained", "\(leftByDrains.count)"),
        ] + leftByDrains.prefix(10).map { ("… \($0)", "1") }
            + Self.ends("processes that ended unasked", unexpectedEnds)
            + Self.ends("processes that were asked to stop and did not end with code 0", untidyStops)
            + troubles.prefix(10).map { ("harness: \($0)", "1") }
    }

    private static func ends(_ title: String, _ ends: [KeptProgram.End]) -> [(String, String)] {
        [(title, "\(ends.count)")]
            + Dictionary(grouping: ends, by: \.sentence).sorted { $0.key < $1.key }.map {
                ("… \($0.key)", "\($0.value.count)")
            }
    }

    private static func seconds(_ value: Double) -> String { "\((value * 100).rounded() / 100) s" }
}
