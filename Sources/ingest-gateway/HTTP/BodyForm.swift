import Compression
import Engine
import Hashing

/// What a request says of its body, and what becomes of it: gzip is looked into, a form's files are taken out, and the
/// directory of a ZIP file is read, so that bombs are refused at the door.
struct BodyForm: Sendable {
    /// Of a `multipart/form-data` body; nil for any other.
    let boundary: String?
    let isNamedGzip: Bool
    /// The most bytes that may come out of the body.
    let limit: Int

    /// Whether there is more to do than to take a digest.
    func isPacked(_ bytes: [UInt8]) -> Bool {
        boundary != nil || isNamedGzip || Gzip.isGzip(bytes) || ZIPArchive.isZIP(bytes)
    }

    /// Throws `badRequest` for what is damaged and `tooLarge` for what would become more than the limit.
    func body(_ bytes: [UInt8]) throws(Problem) -> ReceivedBody {
        let isGzip = isNamedGzip || Gzip.isGzip(bytes)
        if let boundary {
            let form = isGzip ? try inflated(bytes) : bytes
            return try BodyForm(boundary: nil, isNamedGzip: false, limit: limit).body(try report(in: form, boundary))
        }
        if isGzip, !bytes.isEmpty {
            let inflated = try inflated(bytes)
            return ReceivedBody(
                given: bytes, isCompressed: true, byteCount: try byteCount(inflated), digest: Digest(of: inflated))
        }
        return ReceivedBody(
            given: bytes, isCompressed: false, byteCount: try byteCount(bytes), digest: Digest(of: bytes))
    }

    private func byteCount(_ bytes: [UInt8]) throws(Problem) -> Int {
        guard ZIPArchive.isZIP(bytes) else { return bytes.count }
        do {
            return max(bytes.count, try ReportArchive(bytes, limit: limit).byteCount)
        } catch {
            throw problem(error)
        }
    }

    private func inflated(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
        do throws(CompressionError) {
            return try Gzip.inflate(bytes, limit: limit)
        } catch {
            if case .tooLarge = error { throw BodyReader.tooLarge(limit) }
            throw Problem(.badRequest, "the body says it is gzip and cannot be decompressed: \(error)")
        }
    }

    private func report(in form: [UInt8], _ boundary: String) throws(Problem) -> [UInt8] {
        do {
            return try MultipartBody.report(in: form, boundary: boundary)
        } catch {
            throw problem(error)
        }
    }

    private func problem(_ error: ReportProblem) -> Problem {
        switch error.code {
        case .empty: Problem(.emptyReport, "\(error)")
        case .tooLarge: Problem(.tooLarge, "\(error)")
        default: Problem(.badRequest, "\(error)")
        }
    }
}
