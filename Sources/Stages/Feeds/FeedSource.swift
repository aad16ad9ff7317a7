internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1

/// Where a feed comes from: a file, or a URL that is asked only for what changed.
public struct FeedSource: Sendable {
    /// What the server said of the file that it sent last.
    public struct Validators: Hashable, Sendable {
        var entityTag: String?
        var lastModified: String?

        public init() {}
    }

    /// What a look at the source gave.
    public enum Answer: Sendable {
        case bytes([UInt8], Validators)
        /// The server says that the file is the one whose validators were given.
        case unchanged
    }

    /// The most bytes that are taken, compressed or not.
    public static let byteLimit = 128 * 1024 * 1024
    /// How long a whole download may take.
    static let timeout = TimeAmount.seconds(120)

    public let location: String

    /// `http://…`, `https://…`, `file://…` or a path.
    public init(_ location: String) { self.location = location }

    /// Throws `FeedFetchError`.
    @concurrent
    public func fetch(since validators: Validators = Validators()) async throws -> Answer {
        guard location.hasPrefix("http://") || location.hasPrefix("https://") else {
            return .bytes(try fileBytes(), Validators())
        }
        do {
            return try await download(since: validators)
        } catch let error as FeedFetchError {
            throw error
        } catch {
            throw FeedFetchError("\(location) cannot be fetched: \(error)")
        }
    }

    private func download(since validators: Validators) async throws -> Answer {
        var request = HTTPClientRequest(url: location)
        request.headers.add(name: "User-Agent", value: "fixops")
        if let tag = validators.entityTag { request.headers.add(name: "If-None-Match", value: tag) }
        if let date = validators.lastModified { request.headers.add(name: "If-Modified-Since", value: date) }
        let response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
        switch response.status {
        case .notModified: return .unchanged
        case .ok: break
        default: throw FeedFetchError("\(location) answered \(response.status.code) \(response.status.reasonPhrase)")
        }
        let body = try await response.body.collect(upTo: Self.byteLimit)
        var seen = Validators()
        seen.entityTag = response.headers.first(name: "ETag")
        seen.lastModified = response.headers.first(name: "Last-Modified")
        return .bytes(Array(buffer: body), seen)
    }

    private func fileBytes() throws -> [UInt8] {
        let path = location.hasPrefix("file://") ? String(location.dropFirst("file://".count)) : location
        do {
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            guard bytes.count <= Self.byteLimit else { throw FeedFetchError("\(path) is too large for a feed") }
            return bytes
        } catch let error as FeedFetchError {
            throw error
        } catch {
            throw FeedFetchError("\(path) cannot be read: is it there, and may this user read it?")
        }
    }
}
