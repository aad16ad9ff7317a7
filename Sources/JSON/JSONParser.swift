internal import CSimdJSON

/// simdjson's parser with its buffers, for any number of documents one after another.
public struct JSONParser: ~Copyable {
    private let handle: OpaquePointer?
    private let limits: JSONLimits

    public init(limits: JSONLimits = .standard) {
        handle = fx_json_parser_new(limits.maximumBytes, limits.maximumDepth)
        self.limits = limits
    }

    deinit { fx_json_parser_free(handle) }

    /// Parses `bytes` and lends the root to `body`. UTF-8 with or without a mark, UTF-16 with one, trailing NULs ignored.
    ///
    /// Integers beyond 64 bits and numbers beyond a double are read as strings. Throws `JSONError`, or what `body` throws.
    public mutating func withDocument<Result>(
        _ bytes: [UInt8], _ body: (JSONNode) throws -> Result
    ) throws -> Result {
        let text = try JSONText.utf8(of: bytes)
        var outcome = parse(text)
        guard outcome.code == FX_JSON_NUMBER else { return try finish(outcome, text, body) }
        let quoted = OversizedNumbers.quoted(in: Array(text))
        outcome = parse(quoted[...])
        return try finish(outcome, quoted[...], body)
    }

    private func parse(_ text: ArraySlice<UInt8>) -> fx_json_result {
        guard let handle else { return fx_json_result(code: Int32(FX_JSON_MEMORY), tape: nil, strings: nil) }
        return text.withUnsafeBufferPointer { fx_json_parse(handle, $0.baseAddress, $0.count) }
    }

    private func finish<Result>(
        _ outcome: fx_json_result, _ text: ArraySlice<UInt8>, _ body: (JSONNode) throws -> Result
    ) throws -> Result {
        guard outcome.code == FX_JSON_OK, let tape = outcome.tape, let strings = outcome.strings else {
            throw error(Int(outcome.code), text)
        }
        return try body(JSONNode(tape: tape, strings: strings, at: 1))
    }

    private func error(_ code: Int, _ text: ArraySlice<UInt8>) -> JSONError {
        switch code {
        case FX_JSON_EMPTY: return JSONError(.empty, "the document is empty")
        case FX_JSON_TOO_LARGE:
            return JSONError(.tooLarge, "the document is larger than \(limits.maximumBytes) bytes")
        case FX_JSON_TOO_DEEP:
            return JSONError(.tooDeep, "the document is nested deeper than \(limits.maximumDepth) levels")
        case FX_JSON_ENCODING:
            return JSONError(.encoding, "the document is not UTF-8", offset: JSONText.firstBadUTF8(text))
        case FX_JSON_MEMORY: return JSONError(.memory, "there is no memory for a document of \(text.count) bytes")
        default: return SyntaxLocator.error(in: text)
        }
    }
}
