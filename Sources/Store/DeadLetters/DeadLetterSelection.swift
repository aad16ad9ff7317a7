internal import Postgres

/// Which dead letters an operator means: some by their numbers, or all that match a filter.
public enum DeadLetterSelection: Hashable, Sendable {
    case filter(DeadLetterFilter)
    case ids([Int64])

    var condition: SQL {
        switch self {
        case .filter(let filter): filter.condition
        case .ids(let ids): "id = ANY (\(ids))"
        }
    }
}
