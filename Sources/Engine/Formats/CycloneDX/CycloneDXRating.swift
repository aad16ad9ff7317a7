internal import JSON

/// One severity and score out of a vulnerability's `ratings`, which may come from several sources and disagree.
struct CycloneDXRating {
    /// The worst that any rating states, or that the band of `scoreTenths` means.
    let severity: Severity
    /// The highest score by the newest CVSS version that any rating uses; nil where none is scored.
    let scoreTenths: Int?

    init(of vulnerability: JSONNode, at pointer: String) throws(ReportProblem) {
        var stated: Severity?
        var best: (generation: Int, tenths: Int)?
        guard let ratings = try vulnerability.array("ratings", pointer) else {
            severity = .unknown
            scoreTenths = nil
            return
        }
        for (index, rating) in ratings.elements.enumerated() {
            try rating.checkedObject("\(pointer)/ratings/\(index)")
            if let word = rating.text("severity") { stated = Severity(word: word).worse(stated ?? .none) }
            guard let tenths = rating["score"]?.double.flatMap(Severity.tenths) else { continue }
            let scored = (generation: Self.generation(rating["method"]), tenths: tenths)
            if best.map({ $0 < scored }) ?? true { best = scored }
        }
        scoreTenths = best?.tenths
        let band = best.map { Severity(scoreTenths: $0.tenths) }
        severity = band.map { $0.worse(stated ?? .none) } ?? stated ?? .unknown
    }

    /// CVSS versions in ascending order; other methods (OWASP, SSVC, none named) only count where no CVSS does.
    private static func generation(_ method: JSONNode?) -> Int {
        switch method?.string {
        case "CVSSv4": 4
        case "CVSSv31": 3
        case "CVSSv3": 3
        case "CVSSv2": 2
        default: 1
        }
    }
}
