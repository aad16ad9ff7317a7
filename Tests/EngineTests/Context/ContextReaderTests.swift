import JSON
import Testing
import YAML

@testable import Engine

@Suite("What a file says of a service")
struct ContextReaderTests {
    private let now = Timestamp("2026-11-25T00:00:00Z") ?? Timestamp(milliseconds: 0)

    private func read(_ text: String, service: String? = nil) throws -> ContextReading {
        try ContextReader.read(YAMLReader.documents(of: text).map(\.value), service: service, at: now)
    }

    @Test("is read from a file of facts, dated with now")
    func facts() throws {
        let reading = try read("{exposure: open, owner: team-shop, data_classes: [pii, card], compliance: PCI DSS}")
        #expect(reading.source == .api)
        #expect(reading.record.context.dataClasses == [.payment, .personal])
        #expect(reading.record.context.compliance?.map(\.description) == ["pci-dss"])
        #expect(reading.record.provenance[.owner] == Provenance(source: .api, at: now))
        #expect(reading.record.provenance[.waf] == nil)
    }

    @Test("is never dated later than now")
    func future() throws {
        let facts = try read("{waf: true, provenance: {waf: {source: otm, at: 2099-01-01}}}")
        #expect(facts.record.provenance[.waf] == Provenance(source: .otm, at: now))
        let file = try read("{service: shop, reviewed: 2099-01-01, context: {waf: true}}")
        #expect(file.record.provenance[.waf]?.at == now)
    }

    @Test("is read from a fixops.yaml of one service or of several, dated with its review")
    func fixopsFile() throws {
        let one = try read("{version: 1, service: shop, reviewed: 2026-10-01, context: {criticality: high}}")
        #expect(one.service == "shop")
        #expect(one.record.provenance[.criticality]?.at == Timestamp("2026-10-01"))
        let file = "services: {shop: {criticality: high}, blog: {criticality: low, environment: prod}}"
        let blog = try read(file, service: "blog")
        #expect(blog.record.context == ServiceContext(criticality: .low, environment: .production))
        let problem = #expect(throws: PolicyProblem.self) { try read(file) }
        #expect(problem?.message == "say which service is meant; the file has blog, shop")
    }

    @Test("is read from Backstage's catalog-info.yaml, whose annotations say the most")
    func backstage() throws {
        let reading = try read(
            """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: shop
              tags: [swift, pii]
              annotations:
                backstage.io/techdocs-ref: dir:.
                fixops/exposure: open
                fixops/compliance: pci-dss, gdpr
                fixops/auth-required: "true"
                fixops/reviewed: "2026-11-01"
            spec: {type: service, lifecycle: production, owner: group:default/team-shop}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: API
            metadata: {name: shop-api}
            """)
        #expect(reading.source == .backstage)
        #expect(reading.service == "shop")
        let expected = ServiceContext(
            authRequired: true, compliance: ["gdpr", "pci-dss"].compactMap { ComplianceScope($0) },
            dataClasses: [.personal], environment: .production, exposure: .open, owner: "group:default/team-shop")
        #expect(reading.record.context == expected)
        #expect(reading.record.provenance[.owner] == Provenance(source: .backstage, at: Timestamp("2026-11-01") ?? now))
    }

    @Test("leaves unknown what a lifecycle does not say, and says so")
    func lifecycle() throws {
        let entity = "kind: Component, metadata: {name: shop}, spec: {lifecycle: experimental}"
        let reading = try read("{apiVersion: backstage.io/v1alpha1, \(entity)}")
        #expect(reading.record.context == .unknown)
        #expect(reading.notes.count == 1)
    }

    @Test(
        "is read from an Open Threat Model: trust zones and flows are exposure, assets criticality",
        arguments: [
            (String?.none, Exposure.open, Criticality?.some(.critical)), ("web", .open, .medium),
            ("db", .controlled, .critical),
            ("vault", .small, nil),
        ])
    func threatModel(service: String?, exposure: Exposure, criticality: Criticality?) throws {
        let reading = try read(Self.model, service: service)
        #expect(reading.source == .otm)
        #expect(reading.record.context.owner == "Ana")
        #expect(reading.record.context.exposure == exposure)
        #expect(reading.record.context.criticality == criticality)
        #expect(reading.record.context.dataClasses == (service == "db" || service == nil ? [.payment] : nil))
    }

    @Test("keeps the exposure unknown where a threat model gives no trust rating")
    func unrated() throws {
        let reading = try read(Self.model.replacing("{trustRating: 90}", with: "{}"), service: "db")
        #expect(reading.record.context.exposure == nil)
        #expect(reading.notes == ["the exposure stays unknown: a trust zone has no trust rating"])
    }

    @Test(
        "is refused with the place and a sentence",
        arguments: [
            ("{exposed: true}", PolicyProblem.Code.unknownKey, "exposed"),
            ("{context: {exposure: wide}}", .unknownValue, "context.exposure"),
            ("{context: {data_classes: [pii, gold]}}", .unknownValue, "context.data_classes.1"),
            ("{version: 2, context: {}}", .unsupportedVersion, "version"),
            ("{apiVersion: backstage.io/v1alpha1, kind: API}", .missing, ""),
            ("{otmVersion: 0.2.0}", .missing, "project"), ("", .wrongType, ""),
            ("{exposure: open}\n---\n{exposure: small}", .wrongType, ""),
            ("{owner: \"a\\nb\"}", .wrongType, "owner"),
        ])
    func refusals(text: String, code: PolicyProblem.Code, path: String) {
        let problem = #expect(throws: PolicyProblem.self) { try read(text) }
        #expect(problem?.code == code)
        #expect(problem?.path == path)
    }

    private static let model = """
        otmVersion: 0.2.0
        project: {name: Shop, id: shop, owner: Ana}
        trustZones:
          - {id: net, name: Internet, risk: {trustRating: 1}}
          - {id: dmz, name: DMZ, risk: {trustRating: 50}}
          - {id: inner, name: Inner, risk: {trustRating: 90}}
        components:
          - {id: user, name: Customer, type: client, parent: {trustZone: net}}
          - {id: web, name: Web, type: app, parent: {trustZone: dmz}, assets: {processed: [page]}}
          - {id: pod, name: Pod, type: app, parent: {trustZone: inner}}
          - {id: db, name: Orders, type: db, parent: {component: pod}, assets: {stored: [card]}}
          - {id: vault, name: Vault, type: app, parent: {trustZone: inner}}
        assets:
          - {id: page, name: Pages, risk: {confidentiality: 10, integrity: 40, availability: 30}}
          - {id: card, name: Cards, tags: [pci], risk: {confidentiality: 100, integrity: 80, availability: 10}}
        dataflows:
          - {id: f1, name: browse, source: user, destination: web}
          - {id: f2, name: store, source: web, destination: db}
          - {id: f3, name: keys, source: db, destination: vault}
        """
}
