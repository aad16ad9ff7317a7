internal import Hashing
internal import JSON

/// Reading of lists, texts, times and ids; each names its place where it fails.
extension PolicyObject {
    /// The objects of a list; none where it is absent.
    func list(
        _ name: String, limit: Int, allowing names: [String]
    ) throws(PolicyProblem) -> [PolicyObject] {
        guard let value = self[name], !value.isNull else { return [] }
        guard let elements = value.array else { throw problem(.wrongType, name, "a list is expected here") }
        guard elements.count <= limit else { throw problem(.outOfRange, name, "at most \(limit) are possible") }
        var objects: [PolicyObject] = []
        for (index, element) in elements.enumerated() {
            objects.append(try PolicyObject(element, path: "\(path(of: name)).\(index)", allowing: names))
        }
        return objects
    }

    func text(_ name: String, limit: Int) throws(PolicyProblem) -> String {
        guard let text = self[name]?.string, text.contains(where: { !$0.isWhitespace }) else {
            throw problem(.missing, name, "a text is expected here")
        }
        guard text.utf8.count <= limit else { throw problem(.outOfRange, name, "at most \(limit) bytes are possible") }
        return text
    }

    func expression(_ name: String) throws(PolicyProblem) -> Expression? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let text = value.string else { throw problem(.wrongType, name, "an expression is expected here") }
        guard text.utf8.count <= 2_000 else { throw problem(.outOfRange, name, "at most 2000 bytes are possible") }
        do throws(ExpressionError) {
            return try ExpressionParser.expression(text)
        } catch {
            throw problem(.badExpression, name, error.description)
        }
    }

    func timestamp(_ name: String) throws(PolicyProblem) -> Timestamp {
        guard let time = self[name]?.string.flatMap({ Timestamp($0) }) else {
            throw problem(.missing, name, "a day or a time is expected here, such as 2027-01-31")
        }
        return time
    }

    func cves(_ name: String) throws(PolicyProblem) -> [String] {
        guard let value = self[name], !value.isNull else { return [] }
        let cves = value.array?.compactMap(\.string).filter { CVEID($0) != nil } ?? []
        guard !cves.isEmpty, cves.count == value.array?.count else {
            throw problem(.wrongType, name, "a list of CVE ids is expected here")
        }
        return Set(cves).sorted()
    }

    func digest(_ name: String) throws(PolicyProblem) -> Digest? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let digest = value.string.flatMap({ Digest(hex: $0) }) else {
            throw problem(.wrongType, name, "a SHA-256 of 64 hex digits is expected here")
        }
        return digest
    }

    func fingerprint(_ name: String) throws(PolicyProblem) -> Fingerprint? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let fingerprint = value.string.flatMap(Fingerprint.init(hex:)) else {
            throw problem(.wrongType, name, "a fingerprint of 32 hex digits is expected here")
        }
        return fingerprint
    }
}
