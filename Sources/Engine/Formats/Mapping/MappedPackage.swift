/// The package that a record is about.
struct MappedPackage {
    /// For people: the purl if one is known, else name and version; nil where the record names no package.
    let label: String?
    /// The same without a version: what stays when the package is bumped.
    let identity: String?

    init(_ mapping: RecordMapping, _ record: MappedRecord) {
        let version = record.text(mapping.version)
        if let purl = record.text(mapping.purl), PackageURL.isPackageURL(purl) {
            label = purl
            identity = PackageURL.withoutVersion(purl)
        } else if let name = record.text(mapping.package) {
            let purl = record.text(mapping.ecosystem).flatMap { PackageEcosystem.purl(name, version, in: $0) }
            label = purl ?? version.map { "\(name)@\($0)" } ?? name
            identity = purl.map(PackageURL.withoutVersion) ?? name
        } else {
            label = nil
            identity = nil
        }
    }
}
