import Engine

/// A backtest's report for people.
struct BacktestText {
    private let report: BacktestReport

    init(_ report: BacktestReport) { self.report = report }

    var lines: [String] {
        var lines = head + [""] + rules.lines
        if report.rows.contains(where: { $0.forecast != nil }) { lines += [""] + forecasts.lines }
        if !report.comparisons.isEmpty { lines += [""] + report.comparisons.map(sentence) }
        if !report.missing.isEmpty {
            lines += [
                "",
                "Not tried, because the facts they need were known of no CVE: \(report.missing.joined(separator: "; ")).",
            ]
        }
        return lines
    }

    private var head: [String] {
        let excluded = report.excluded
        return [
            "As of \(report.asOf.day), judged by what KEV listed until \(report.until.day)",
            "\(report.candidates) CVEs were known and not listed; \(report.later) of them were listed later: "
                + "\(share(report.baseRate)) %.",
            "\(report.unseen) more were listed of which nothing was known that day: no rule could stop them.",
            "Left out, because it became known later: \(excluded.assessments) assessments, \(excluded.cvss) CVSS scores, "
                + "\(excluded.scores) EPSS scores.",
        ]
    }

    private var rules: TextTable {
        var table = TextTable(header: [
            "RULE", "STOPPED", "EFFORT %", "HITS", "COVERAGE %", "EFFICIENCY %", "LIFT", "LEAD DAYS", "FLIPS",
        ])
        for row in report.rows {
            table.add([
                row.name, String(row.stopped), share(row.effort), String(row.hits), share(row.coverage),
                share(row.efficiency), text(row.lift), row.lead.map(text) ?? "-", text(row.flips),
            ])
        }
        return table
    }

    private var forecasts: TextTable {
        var table = TextTable(header: ["FORECAST", "DEFER %", "BRIER", "SKILL", "LOG-LOSS", "ECE"])
        // Both rows of a policy have the same probabilities.
        for row in report.rows where row.forecast != nil && row.name.hasSuffix(": BLOCK") {
            guard let forecast = row.forecast else { continue }
            table.add([
                String(row.name.dropLast(": BLOCK".count)), share(row.deferred), Figure.text(forecast.brier),
                forecast.skill.map(Figure.text) ?? "-", Figure.text(forecast.logLoss),
                Figure.text(forecast.calibrationError),
            ])
        }
        return table
    }

    /// `median (least to greatest)`, and how many hits were stopped at first sight.
    private func text(_ lead: LeadTime) -> String {
        guard let median = lead.median, let least = lead.days.first, let greatest = lead.days.last else { return "-" }
        return "\(Figure.text(median)) (\(Figure.text(least)) to \(Figure.text(greatest))), "
            + "\(lead.atFirstSight) at first sight"
    }

    /// A difference is claimed only where chance does not explain it, and never without the efforts that bought it.
    private func sentence(_ pair: PairedHits) -> String {
        let efforts = [pair.first, pair.second].map { name in
            report.rows.first { $0.name == name }?.effort.map { Figure.text($0.value * 100) } ?? "-"
        }
        let verdict = pair.pValue < 0.05 ? "a difference" : "no difference is shown"
        return "\(pair.first), at an effort of \(efforts[0]) %, hit \(pair.onlyFirst) that \(pair.second) missed at "
            + "\(efforts[1]) %, and missed \(pair.onlySecond) that it hit: \(verdict) (p \(pair.pValue < 0.001 ? "< 0.001" : "= \(Figure.text(pair.pValue))"))."
    }

    private func share(_ estimate: Estimate?) -> String { text(estimate?.scaled(by: 100)) }

    private func text(_ estimate: Estimate?) -> String {
        guard let estimate else { return "-" }
        return "\(Figure.text(estimate.value)) (\(Figure.text(estimate.low)) to \(Figure.text(estimate.high)))"
    }
}
