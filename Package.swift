// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

extension Target.Dependency {
    static func nio(_ name: String) -> Self { .product(name: name, package: "swift-nio") }
    static let log: Self = .product(name: "Logging", package: "swift-log")
    static let tls: Self = .product(name: "NIOSSL", package: "swift-nio-ssl")
    static let arguments: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
    static let crypto: Self = .product(name: "Crypto", package: "swift-crypto")
    static let database: Self = .product(name: "GRDB", package: "GRDB.swift")
    static let sqlite: Self = .product(name: "GRDBSQLite", package: "GRDB.swift")
    static let certificates: [Self] = [
        .product(name: "X509", package: "swift-certificates"), .product(name: "SwiftASN1", package: "swift-asn1"),
    ]
}

/// A room of the house; what it may import is what it is given here, and `RoomTests` checks it.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "quire",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "quired", targets: ["quired"]),
        .executable(name: "quire", targets: ["quire"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        room("IPP", []),
        room("PrintModel", ["IPP"]),
        room("Spool", ["IPP", "PrintModel", .database, .sqlite, .crypto, .log]),
        room("Scheduler", ["PrintModel", .log]),
        room("Workbench", []),
        room("Filters", ["IPP", "PrintModel", "Workbench", "CZlib"]),
        room("Backends", ["PrintModel", .log]),
        room("Operations", ["IPP", "PrintModel", .log]),
        room(
            "FrontDoor",
            ["IPP", "PrintModel", "Operations", .nio("NIOCore"), .nio("NIOPosix"), .tls, .crypto, .log]
                + Target.Dependency.certificates),
        room("IPPClient", ["IPP", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1"), .tls]),
        .systemLibrary(name: "CZlib"),
        // Only for tests: lies below SQLite and fails, or "crashes", when it is told to.
        .target(name: "CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "quired",
            dependencies: [
                "IPP", "PrintModel", "Spool", "Scheduler", "Filters", "Backends", "Operations", "FrontDoor", .arguments,
                .log,
            ],
            swiftSettings: strict),
        .executableTarget(name: "quire", dependencies: ["IPP", "IPPClient", .arguments], swiftSettings: strict),
        .executableTarget(name: "RegistryMaker", swiftSettings: strict),
        .executableTarget(
            name: "PrintBench", dependencies: ["IPP"], path: "Benchmarks/PrintBench", swiftSettings: strict),
        .executableTarget(
            name: "SpoolBench", dependencies: ["IPP", "PrintModel", "Spool", .log], path: "Benchmarks/SpoolBench",
            swiftSettings: strict),
        room("QuireTestKit", ["IPP", "PrintModel", .crypto]),
        tests("HouseTests", []),
        tests("IPPTests", ["IPP"], resources: [.copy("Captures")]),
        tests("OperationsTests", ["IPP", "PrintModel", "Operations", "QuireTestKit"]),
        tests(
            "FrontDoorTests",
            [
                "IPP", "PrintModel", "Operations", "FrontDoor", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOEmbedded"),
                .tls, .log,
            ] + Target.Dependency.certificates),
        tests("SpoolTests", ["CFaultVFS", "IPP", "PrintModel", "Spool", "QuireTestKit", .log, .crypto, .sqlite]),
        tests("BackendsTests", ["IPP", "PrintModel", "Backends"]),
        tests("SchedulerTests", ["PrintModel", "Scheduler", "QuireTestKit"]),
        tests("FiltersTests", ["PrintModel", "Filters", "CZlib"], resources: [.copy("Samples")]),
        tests("IPPClientTests", ["IPP", "IPPClient", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1"), .tls]),
        tests("QuireCommandTests", ["IPP", "IPPClient", "quire", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1")]),
        tests("Scenes", ["IPP"]),
    ]
)
