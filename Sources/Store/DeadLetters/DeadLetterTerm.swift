internal import Postgres

/// One condition of a filter.
struct DeadLetterTerm: Hashable, Sendable {
    enum Comparison: String, CaseIterable, Hashable, Sendable {
        case contains = "~"
        case equal = "="
        case greater = ">"
        case lacks = "!~"
        case less = "<"
        case notGreater = "<="
        case notLess = ">="
        case unequal = "!="
    }

    enum Value: Hashable, Sendable {
        case number(Int64)
        case seconds(Double)
        case text(String)
    }

    let field: DeadLetterField
    let comparison: Comparison
    let value: Value

    /// The condition on a row of `dead_letter`.
    var condition: SQL {
        switch value {
        case .number(let number): "\(column) \(unescaped: comparison.rawValue) \(number)"
        case .seconds(let seconds):
            "now() - failed_at \(unescaped: comparison.rawValue) make_interval(secs => \(seconds))"
        case .text(let text): condition(on: text)
        }
    }

    private func condition(on text: String) -> SQL {
        switch comparison {
        case .contains: "position(lower(\(text)) IN lower(\(column))) > 0"
        case .lacks: "position(lower(\(text)) IN lower(\(column))) = 0"
        case .equal, .greater, .less, .notGreater, .notLess, .unequal:
            "\(column) \(unescaped: comparison.rawValue) \(text)"
        }
    }

    private var column: SQL {
        switch field {
        case .age: "failed_at"
        case .error: "(code || ' ' || reason || ' ' || COALESCE(error, ''))"
        case .scan: "COALESCE(scan::text, '')"
        case .attempts, .class, .code, .deaths, .engine, .job, .letter, .service, .source, .stage, .state, .times,
            .worker:
            "\(unescaped: field.rawValue)"
        }
    }
}

extension DeadLetterFilter {
    /// The condition on a row of `dead_letter`.
    var condition: SQL { terms.reduce("true") { "\($0) AND \($1.condition)" } }
}
