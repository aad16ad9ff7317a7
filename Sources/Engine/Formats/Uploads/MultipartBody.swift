/// The files of a `multipart/form-data` body (RFC 7578), as `curl -F report=@report.sarif` and browsers send them.
public enum MultipartBody {
    /// The most parts in one body.
    public static let partLimit = 100
    private static let headerLimit = 8 * 1024

    /// One part of a body.
    public struct Part: Hashable, Sendable {
        /// The name of the form's field.
        public let field: String
        /// The file's own name; nil for a field that is no file.
        public let file: String?
        public let contents: [UInt8]
    }

    /// The boundary that a `Content-Type` names; nil where it is another type.
    public static func boundary(inContentType value: String) -> String? {
        let parts = value.split(separator: ";", omittingEmptySubsequences: false)
        guard parts[0].trimmed.lowercased() == "multipart/form-data" else { return nil }
        return parameter("boundary", of: value) ?? ""
    }

    /// The parts in their order. Throws `wrongShape` for a body that is cut off or does not follow the boundary.
    public static func parts(of body: [UInt8], boundary: String) throws(ReportProblem) -> [Part] {
        guard (1...70).contains(boundary.utf8.count) else {
            throw ReportProblem(.wrongShape, "the Content-Type names no boundary of 1 to 70 characters")
        }
        // A delimiter begins a line; the first one may begin the body.
        let delimiter = Array("\r\n--\(boundary)".utf8)
        let ranges = try pieces(of: [0x0D, 0x0A] + body, delimiter)
        guard ranges.count <= partLimit else {
            throw ReportProblem(.tooLarge, "the body has more than \(partLimit) parts; post a ZIP file")
        }
        var parts: [Part] = []
        for piece in ranges { parts.append(try part(piece)) }
        return parts
    }

    /// What stands between delimiters; what is before the first and behind the last does not count.
    private static func pieces(of body: [UInt8], _ delimiter: [UInt8]) throws(ReportProblem) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var from = 0
        while let found = body.firstIndex(of: delimiter, from: from), pieces.count <= partLimit {
            let end = found + delimiter.count
            if let start { pieces.append(body[start..<found]) }
            if body[end...].starts(with: "--".utf8) { return pieces }
            guard body[end...].starts(with: [0x0D, 0x0A]) else {
                throw ReportProblem(.wrongShape, "the multipart body does not follow its boundary")
            }
            start = end + 2
            from = end + 2
        }
        guard pieces.count > partLimit else {
            throw ReportProblem(.truncated, "the multipart body ends without its last boundary")
        }
        return pieces
    }

    private static func part(_ piece: ArraySlice<UInt8>) throws(ReportProblem) -> Part {
        var headers: [String: String] = [:]
        var rest = piece
        while let end = rest.prefix(headerLimit).firstLineEnd {
            let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
            rest = rest[(end + 2)...]
            guard !line.isEmpty else { return try part(headers, rest) }
            guard let colon = line.firstIndex(of: ":") else { break }
            headers[line[..<colon].trimmed.lowercased()] = line[line.index(after: colon)...].trimmed
        }
        throw ReportProblem(.wrongShape, "a part of the multipart body has no end of its headers")
    }

    private static func part(_ headers: [String: String], _ contents: ArraySlice<UInt8>) throws(ReportProblem) -> Part {
        let disposition = headers["content-disposition"] ?? ""
        guard let field = parameter("name", of: disposition) else {
            throw ReportProblem(.wrongShape, "a part of the multipart body names no field")
        }
        return Part(
            field: field, file: parameter("filename", of: disposition),
            contents: try decoded(Array(contents), headers["content-transfer-encoding"]))
    }

    private static func decoded(_ contents: [UInt8], _ encoding: String?) throws(ReportProblem) -> [UInt8] {
        switch encoding?.lowercased() {
        case nil, "7bit", "8bit", "binary": return contents
        case "base64":
            guard let decoded = contents.withUnsafeBufferPointer({ Base64.decoded($0) }) else {
                throw ReportProblem(.wrongEncoding, "a part of the multipart body is not the base64 that it says it is")
            }
            return decoded
        case .some(let other):
            throw ReportProblem(.wrongEncoding, "the transfer encoding \"\(other)\" is not read; send binary")
        }
    }

    /// `name="value"` or `name=value` behind a semicolon.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            guard let equals = part.firstIndex(of: "="), part[..<equals].trimmed.lowercased() == name else { continue }
            let value = part[part.index(after: equals)...].trimmed
            guard value.hasPrefix("\""), value.count > 1 else { return value }
            return String(value.dropFirst().prefix { $0 != "\"" })
        }
        return nil
    }
}

extension [UInt8] {
    /// Where `delimiter` first stands at or behind `start`. Linear: only its first byte is a CR, so no two tries overlap.
    fileprivate func firstIndex(of delimiter: [UInt8], from start: Int) -> Int? {
        var from = start
        while from < count, let found = self[from...].firstIndex(of: 0x0D) {
            if self[found...].starts(with: delimiter) { return found }
            from = found + 1
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    /// Where the first CR LF stands.
    fileprivate var firstLineEnd: Int? {
        var index = startIndex
        while index + 1 < endIndex {
            if self[index] == 0x0D, self[index + 1] == 0x0A { return index }
            index += 1
        }
        return nil
    }
}
