extension Document {
    /// The same findings with what `statements` claim about them.
    ///
    /// - Parameter subjects: what the reports are about, for statements about a component inside of a product.
    public func claiming(_ statements: [VEXStatement], subjects: [Component]) -> Document {
        let packages = subjects.compactMap(\.purl).compactMap { try? PackageURL(parsing: $0) }
        var byName: [String: [VEXStatement]] = [:]
        for statement in statements {
            for name in statement.vulnerabilities { byName[name, default: []].append(statement) }
        }
        return Document(
            format: format, tool: tool, state: state, stateReason: stateReason,
            findings: findings.map { $0.claimed(by: byName, packages) }, components: components, subject: subject,
            remarks: remarks)
    }
}

extension Document {
    /// The statements about vulnerabilities that were found, in something else than the components they were found in.
    public func unmatched(_ statements: [VEXStatement], subjects: [Component]) -> [VEXStatement] {
        let packages = subjects.compactMap(\.purl).compactMap { try? PackageURL(parsing: $0) }
        var components: [String: [PackageURL]] = [:]
        for finding in findings {
            let package = finding.component.flatMap { try? PackageURL(parsing: $0) }
            for id in finding.ids { components[id, default: []] += package.map { [$0] } ?? [] }
        }
        return statements.filter { statement in
            let found = statement.vulnerabilities.compactMap { components[$0] }
            return !found.isEmpty
                && !statement.products.contains { product in
                    found.joined().contains { product.covers($0, of: packages) }
                }
        }
    }
}

extension Finding {
    fileprivate func claimed(by byName: [String: [VEXStatement]], _ subjects: [PackageURL]) -> Finding {
        guard let package = component.flatMap({ try? PackageURL(parsing: $0) }) else { return self }
        let cves = cves
        // A name that is no CVE stands for the finding's only vulnerability; of several it cannot say which it means.
        let keys = cves.isEmpty ? [""] : cves
        let claims = keys.flatMap { key -> [VEXClaim] in
            let names = cves.count < 2 ? ids : [key]
            let statements = names.flatMap { byName[$0] ?? [] }.filter { statement in
                statement.products.contains { $0.covers(package, of: subjects) }
            }
            return Self.latest(statements, key.isEmpty ? [] : [key])
        }
        return Finding(
            fingerprint: fingerprint, ids: ids, kind: kind, severity: severity, scoreTenths: scoreTenths,
            component: component, location: location, title: title, weaknesses: weaknesses, fixedIn: fixedIn,
            suppression: suppression, claims: claims.sorted { $0.precedes($1) })
    }

    /// Of each author the latest; of equally late ones that which excuses nothing (OpenVEX 0.2, "Document and statement timestamps").
    private static func latest(_ statements: [VEXStatement], _ cves: [String]) -> [VEXClaim] {
        let byAuthor = Dictionary(grouping: statements, by: \.author)
        return byAuthor.values.compactMap { statements in
            statements.max {
                ($0.time, $0.status.isExcuse ? 0 : 1, $0.status.rawValue) < (
                    $1.time, $1.status.isExcuse ? 0 : 1, $1.status.rawValue
                )
            }.map { statement in
                VEXClaim(
                    author: statement.author, status: statement.status, justification: statement.justification,
                    cves: cves, time: statement.time)
            }
        }
    }
}
