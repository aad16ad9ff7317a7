extension Component {
    /// What advisories call it, or why it cannot be looked up.
    var advisoryPackage: Result<AdvisoryPackage, AdvisoryEcosystem.Gap> {
        guard let purl, let parsed = try? PackageURL(parsing: purl) else { return .failure(.noPackageURL) }
        return AdvisoryEcosystem.package(of: parsed)
    }

    /// The version that advisories mean: the source package's before the purl's, and that before the component's own.
    var matchedVersion: String? {
        guard let purl = purl.flatMap({ try? PackageURL(parsing: $0) }) else { return version }
        if let upstream = purl.qualifiers["upstream"], let at = upstream.firstIndex(of: "@") {
            return String(upstream[upstream.index(after: at)...])
        }
        guard let version = purl.version ?? version else { return nil }
        // RPM's epoch stands in a qualifier.
        guard purl.type == "rpm", let epoch = purl.qualifiers["epoch"], !version.contains(":") else { return version }
        return "\(epoch):\(version)"
    }
}
