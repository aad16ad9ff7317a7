internal import Engine
internal import JSON

extension FeedHeader {
    /// Appends what `init(work:)` reads, with times in milliseconds.
    func write(to writer: inout CanonicalWriter) {
        writer.object { object in
            object.member("as_of", asOf.milliseconds)
            if let importedAt { object.member("imported_at", importedAt.milliseconds) }
            object.member("name", name.rawValue)
            object.member("rows", rows)
            object.member("sample", isSample)
            object.member("version", version)
        }
    }

    /// Throws `WorkError`.
    init(work value: JSONValue) throws {
        guard let name = FeedName(rawValue: try value.text("name")) else { throw WorkError.missing("feeds") }
        self.init(
            name: name, asOf: Timestamp(milliseconds: try value.number("as_of")), version: try value.text("version"),
            rows: Int(try value.number("rows")), isSample: value["sample"]?.bool ?? false,
            importedAt: value["imported_at"]?.integer.map(Timestamp.init(milliseconds:)))
    }
}
