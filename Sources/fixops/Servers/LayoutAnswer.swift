import JSON
import Store

/// A layout as it is shown.
enum LayoutAnswer {
    /// `{"lanes","shards"}`, null for what no process has told yet.
    static func json(_ layout: FleetLayout?) -> JSONValue {
        [
            "lanes": layout?.lanes.map { .integer(Int64($0)) } ?? .null,
            "shards": layout.map { .integer(Int64($0.shards)) } ?? .null,
        ]
    }

    static func lines(_ layout: FleetLayout?) -> [String] {
        guard let layout else { return ["none yet: the fleet's first process sets it"] }
        let lanes = layout.lanes.map { "FIXOPS_LANES=\($0)" } ?? "lanes: none yet, the next process sets them"
        return ["FIXOPS_SHARDS=\(layout.shards)", lanes]
    }
}
