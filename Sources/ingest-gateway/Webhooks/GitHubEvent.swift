import JSON

/// What is read of a GitHub webhook's payload to know where it belongs: no more than that.
struct GitHubEvent: Sendable {
    /// `owner/name` of the repository.
    let repository: String?
    /// The alert's number in the repository.
    let alert: Int64?

    init(_ bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser()
        do {
            (repository, alert) = try parser.withDocument(bytes) { root in
                (root["repository"]?["full_name"]?.string, root["alert"]?["number"]?.integer)
            }
        } catch let error as JSONError {
            throw error
        } catch {
            throw JSONError(.syntax, "\(error)")
        }
    }
}

/// The events that carry an alert.
enum GitHubAlertKind: String, CaseIterable, Sendable {
    case codeScanning = "code_scanning_alert"
    case dependabot = "dependabot_alert"

    /// The `format` that reads the payload.
    var format: String {
        switch self {
        case .codeScanning: "github-code-scanning-alert"
        case .dependabot: "github-dependabot-alert"
        }
    }

    /// Every alert is a source of its own, so that one alert's decision does not replace another's.
    func source(alert: Int64) -> String {
        switch self {
        case .codeScanning: "github-code-scanning/\(alert)"
        case .dependabot: "github-dependabot/\(alert)"
        }
    }
}
