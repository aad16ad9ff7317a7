// swift-tools-version: 6.2
// The package: C libraries at the bottom, executables at the top, arrows pointing down only.
// Tests/LayoutTests holds the list of allowed arrows and fails on any other.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// MARK: Products of other packages, each with its reason in ARCHITECTURE.md

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

// MARK: Targets

let cLibraries: [Target] = [
    .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CPosix"),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

let libraries: [Target] = [
    library("BlockingIO", ["CPosix"]),
    library("ChildPrograms", [subprocess, systemPackage]),
    library("Compression", ["CZlib"]),
    library("Engine", ["Compression", "Hashing", "JSON", "XML"]),
    library("Fleet", ["BlockingIO", "JSON", "Redis", "TraceContext", lifecycle, logging, metrics, tracing]),
    library("Hashing", ["COpenSSL"]),
    library("JSON", ["CSimdJSON"]),
    library("Postgres", ["BlockingIO", "CLibPQ"]),
    library("Redis", ["BlockingIO", "CHiredis", "COpenSSL"]),
    library(
        "Stages",
        [
            "BlockingIO", "Compression", "CPosix", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", "Store",
            "Telemetry", "TraceContext", "YAML", argumentParser, asyncHTTPClient, lifecycle, logging, metrics, nioCore,
            nioHTTP1, tracing, unixSignals,
        ]
    ),
    library("Store", ["Compression", "Engine", "Hashing", "JSON", "Postgres"]),
    library(
        "Telemetry",
        [
            "JSON", "TraceContext", asyncHTTPClient, hummingbird, lifecycle, logging, metrics, nioCore, nioHTTP1,
            tracing,
        ]
    ),
    library("TraceContext", [tracing]),
    library("XML", ["CLibXML2", "JSON"]),
    library("YAML", ["JSON", yams]),
]

func worker(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Stages", "Telemetry", argumentParser],
        path: "workers/\(name)",
        swiftSettings: settings
    )
}

let executables: [Target] = [
    .executableTarget(
        name: "fixops",
        dependencies: [
            "ChildPrograms", "Compression", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", "Stages",
            "Store",
            "Telemetry", "YAML", argumentParser, asyncHTTPClient, logging, nioCore, nioHTTP1, nioPosix, subprocess,
            systemPackage,
            unixSignals,
        ],
        swiftSettings: settings
    ),
    .executableTarget(
        name: "ingest-gateway",
        dependencies: [
            "BlockingIO", "Compression", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", "Stages", "Store",
            "Telemetry", "TraceContext", "YAML", argumentParser, httpTypes, hummingbird, hummingbirdCore, lifecycle,
            logging, metrics, nioCore, tracing, unixSignals,
        ],
        swiftSettings: settings
    ),
    .executableTarget(
        name: "engine-bench",
        dependencies: ["Engine", argumentParser],
        path: "Benchmarks/engine-bench",
        swiftSettings: settings
    ),
    .executableTarget(
        name: "fleet-bench",
        dependencies: ["Fleet", "Postgres", "Redis", argumentParser, lifecycle, logging],
        path: "Benchmarks/fleet-bench",
        swiftSettings: settings
    ),
    .executableTarget(
        name: "fleet-chaos",
        dependencies: [
            "ChildPrograms", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", argumentParser,
            asyncHTTPClient, nioCore, nioHTTP1, nioPosix, subprocess, systemPackage, unixSignals,
        ],
        path: "Benchmarks/fleet-chaos",
        swiftSettings: settings
    ),
    .executableTarget(
        name: "reader-bench",
        dependencies: ["Engine", "JSON", argumentParser],
        path: "Benchmarks/reader-bench",
        swiftSettings: settings
    ),
    worker("enricher"),
    worker("evidence-writer"),
    worker("feed-scheduler"),
    worker("normalizer"),
    worker("scorer"),
]

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let testTargets: [Target] = [
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("BlockingIOTests", ["BlockingIO", "TestSupport"]),
    tests("CompressionTests", ["Compression", "TestSupport"]),
    tests("EngineTests", ["Compression", "Engine", "Hashing", "JSON", "TestSupport", "YAML"]),
    tests("FleetTests", ["Fleet", "JSON", "Redis", "TestSupport", lifecycle, logging, metrics]),
    tests("HashingTests", ["Hashing", "TestSupport"]),
    tests("JSONTests", ["Compression", "JSON", "TestSupport"]),
    tests("LayoutTests", ["TestSupport"]),
    tests("PostgresTests", ["Postgres", "TestSupport"]),
    tests("RedisTests", ["Redis", "TestSupport"]),
    tests(
        "StagesTests",
        [
            "Compression", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", "Stages", "Store", "Telemetry",
            "TestSupport", argumentParser, lifecycle, logging,
        ]
    ),
    tests("StoreTests", ["Compression", "Engine", "Hashing", "JSON", "Postgres", "Store", "TestSupport"]),
    // Runs the executables as processes; they are built because they are targets of this package.
    tests(
        "SystemTests",
        [
            "Compression", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", "Stages", "Store", "Telemetry",
            "TestSupport", asyncHTTPClient, httpTypes, hummingbird, nioCore, nioHTTP1, unixSignals,
        ]
    ),
    tests("TelemetryTests", ["JSON", "Telemetry", "TestSupport", "TraceContext", logging, metrics, tracing]),
    tests("XMLTests", ["JSON", "TestSupport", "XML"]),
    tests("YAMLTests", ["JSON", "TestSupport", "YAML"]),
]

let package = Package(
    name: "fixops",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: cLibraries + libraries + executables + testTargets,
    cxxLanguageStandard: .cxx17
)
