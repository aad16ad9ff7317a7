/// All series of one name.
struct MetricFamily {
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// A handler of one of the three classes; reading it is all that a scrape does.
    enum Handler {
        case counter(PrometheusCounter)
        case gauge(PrometheusGauge)
        case histogram(PrometheusHistogram)

        var samples: [MetricSample] {
            switch self {
            case .counter(let handler): handler.samples
            case .gauge(let handler): handler.samples
            case .histogram(let handler): handler.samples
            }
        }
    }

    let name: String
    let kind: Kind
    let help: String
    /// By the label text `a="1",b="2"`.
    var series: [String: Handler] = [:]

    /// Appends the family in text format 0.0.4, its series sorted by their labels; nothing where none has a value.
    func write(to text: inout String) {
        let present = series.mapValues(\.samples).filter { !$0.value.isEmpty }
        guard !present.isEmpty else { return }
        text += "# HELP \(name) \(MetricName.escapedHelp(help))\n# TYPE \(name) \(kind.rawValue)\n"
        for (labels, samples) in present.sorted(by: { $0.key < $1.key }) {
            for sample in samples {
                text += name + sample.suffix + Self.braces(labels, sample.bound) + " " + sample.text + "\n"
            }
        }
    }

    /// The key of a series: its labels as they are written.
    static func labelText(_ dimensions: [(String, String)]) -> String {
        dimensions.map { "\(MetricName.label($0.0))=\"\(MetricName.escapedValue($0.1))\"" }.sorted()
            .joined(separator: ",")
    }

    private static func braces(_ labels: String, _ bound: String?) -> String {
        let parts = [labels, bound.map { "le=\"\($0)\"" } ?? ""].filter { !$0.isEmpty }
        return parts.isEmpty ? "" : "{" + parts.joined(separator: ",") + "}"
    }
}
