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
    static let jwt: Self = .product(name: "JWTKit", package: "jwt-kit")
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

/// A converter: a small program of its own that the daemon shuts in.
func converter(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .executableTarget(
        name: name, dependencies: ["Workbench"] + dependencies, exclude: exclude, swiftSettings: strict)
}

/// Poppler is under the GPL: what is linked with it, `quire-render` and nothing else, is too. Without it, pages are drawn
/// by pdftoppm or mutool.
let hasPoppler = Context.environment["QUIRE_WITHOUT_POPPLER"] == nil
let poppler: [Target] =
    hasPoppler
    ? [
        .systemLibrary(
            name: "CPopplerGLib", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .target(
            name: "CPoppler", dependencies: ["CPopplerGLib"], exclude: ["LICENSE.md"],
            linkerSettings: [.linkedLibrary("gio-2.0"), .linkedLibrary("jpeg"), .linkedLibrary("png16")]),
        converter("quire-render", ["CPoppler", "Raster"], exclude: ["LICENSE.md"]),
        tests("RenderTests", ["Raster", "Workbench", "quire-render"]),
    ] : []

let package = Package(
    name: "quire",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "quired", targets: ["quired"]),
        .executable(name: "quire", targets: ["quire"]),
        .executable(name: "quire-impose", targets: ["quire-impose"]),
        .executable(name: "quire-text", targets: ["quire-text"]),
        .executable(name: "quire-image", targets: ["quire-image"]),
        .executable(name: "quire-raster", targets: ["quire-raster"]),
        .executable(name: "quire-ppd", targets: ["quire-ppd"]),
        .executable(name: "quire-cups", targets: ["quire-cups"]),
        .executable(name: "quire-snmp", targets: ["quire-snmp"]),
        .executable(name: "quire-pam", targets: ["quire-pam"]),
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
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
    ],
    targets: [
        room("IPP", []),
        room("PrintModel", ["IPP"]),
        room("Spool", ["IPP", "PrintModel", .database, .sqlite, .crypto, .log]),
        room("Scheduler", ["PrintModel", .log]),
        // Converting documents.
        .target(name: "CSpawn"),
        room("Children", ["CSpawn"]),
        room("Workbench", ["CSpawn"]),
        room("Filters", ["IPP", "PrintModel", "Children", "Workbench", "CZlib"]),
        room("Drivers", ["PrintModel", "Workbench", .crypto]),
        room("Raster", ["CZlib"]),
        room("Imposition", ["Workbench"]),
        room("Pictures", ["Workbench", "CZlib"]),
        room("TextSetting", ["Workbench"]),
        room("PPDReading", []),
        .target(name: "CQPDF", linkerSettings: [.linkedLibrary("qpdf")]),
        .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CCups"),
        converter("quire-impose", ["Imposition", "CQPDF"]),
        converter("quire-text", ["TextSetting", "CPango"]),
        converter("quire-image", ["Pictures"]),
        converter("quire-raster", ["Raster"]),
        converter("quire-ppd", ["PPDReading", "CCups"]),
        // Not a converter: brings jobs to a CUPS server, as one of CUPS' own backends would.
        .executableTarget(name: "quire-cups", dependencies: ["CCups"], swiftSettings: strict),
        // Asks printers what they use up; what a network sends is read by nobody else.
        room("SNMP", []),
        .executableTarget(name: "quire-snmp", dependencies: ["SNMP"], swiftSettings: strict),
        room(
            "Backends",
            [
                "IPP", "PrintModel", "IPPClient", "Children", "CZlib", .nio("NIOCore"), .nio("NIOPosix"),
                .nio("NIOHTTP1"), .tls, .crypto, .log,
            ]),
        // Asks PAM for the daemon, with rights that the daemon does not have.
        room("PAM", ["CPam"]),
        .executableTarget(name: "quire-pam", dependencies: ["PAM", "Children"], swiftSettings: strict),
        room(
            "Identity",
            ["PrintModel", "PAM", .crypto, .jwt, .product(name: "CryptoExtras", package: "swift-crypto")]),
        room("Operations", ["IPP", "PrintModel", .crypto, .log]),
        room("LogFiles", [.log]),
        room(
            "FrontDoor",
            ["IPP", "PrintModel", "Operations", "LogFiles", .nio("NIOCore"), .nio("NIOPosix"), .tls, .crypto, .log]
                + Target.Dependency.certificates),
        // The ways in that are older than IPP.
        room(
            "SideDoors",
            ["IPP", "PrintModel", "Operations", "FrontDoor", .nio("NIOCore"), .nio("NIOPosix"), .log]),
        .systemLibrary(name: "CAvahi", pkgConfig: "avahi-client", providers: [.apt(["libavahi-client-dev"])]),
        room("ServiceRecords", ["IPP"]),
        room("Discovery", ["IPP", "PrintModel", "Operations", "ServiceRecords", "CAvahi", .log]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        room("IPPClient", ["IPP", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1"), .tls]),
        room("Remotes", ["IPP", "PrintModel", "IPPClient", .log]),
        room("Fetching", ["PrintModel", "IPPClient", .nio("NIOPosix")]),
        room("Audit", ["PrintModel", .crypto, .log]),
        .systemLibrary(name: "CPam"),
        .systemLibrary(name: "CZlib"),
        // Only for tests: lies below SQLite and fails, or "crashes", when it is told to.
        .target(name: "CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "quired",
            dependencies: [
                "IPP", "PrintModel", "Spool", "Scheduler", "Children", "Workbench", "Filters", "Drivers", "Backends",
                "Identity", "Operations", "FrontDoor", "SideDoors", "Discovery", "Fetching", "Audit", "Remotes",
                "LogFiles", .arguments, .log,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "quire",
            dependencies: [
                "IPP", "IPPClient", "PrintModel", "ServiceRecords", "Children", "Filters", "CQREncode", .arguments,
            ],
            swiftSettings: strict),
        .executableTarget(name: "RegistryMaker", swiftSettings: strict),
        .executableTarget(
            name: "PrintBench", dependencies: ["IPP"], path: "Benchmarks/PrintBench", swiftSettings: strict),
        .executableTarget(
            name: "SpoolBench", dependencies: ["IPP", "PrintModel", "Spool", .log], path: "Benchmarks/SpoolBench",
            swiftSettings: strict),
        room("QuireTestKit", ["IPP", "PrintModel", "CZlib", .crypto]),
        tests("HouseTests", []),
        tests("IPPTests", ["IPP"], resources: [.copy("Captures")]),
        tests("OperationsTests", ["IPP", "PrintModel", "Operations", "QuireTestKit"]),
        tests(
            "FrontDoorTests",
            [
                "IPP", "PrintModel", "Operations", "FrontDoor", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOEmbedded"),
                .tls, .log,
            ] + Target.Dependency.certificates),
        tests(
            "SideDoorsTests", ["IPP", "PrintModel", "Operations", "FrontDoor", "SideDoors", "QuireTestKit", .log]),
        tests("DiscoveryTests", ["IPP", "PrintModel", "Operations", "Discovery", "QuireTestKit"]),
        tests("RemotesTests", ["IPP", "PrintModel", "Remotes", "QuireTestKit", .log]),
        tests("ServiceRecordsTests", ["IPP", "ServiceRecords"]),
        tests("SpoolTests", ["CFaultVFS", "IPP", "PrintModel", "Spool", "QuireTestKit", .log, .crypto, .sqlite]),
        tests(
            "BackendsTests",
            [
                "IPP", "PrintModel", "Backends", "IPPClient", "Children", "QuireTestKit", .crypto, .nio("NIOCore"),
                .nio("NIOPosix"), .nio("NIOHTTP1"),
            ]),
        tests("SchedulerTests", ["IPP", "PrintModel", "Scheduler", "QuireTestKit"]),
        tests("FiltersTests", ["IPP", "PrintModel", "Filters", "CZlib"], resources: [.copy("Samples")]),
        .executableTarget(name: "HostileChild", dependencies: ["CSpawn"], path: "Tests/HostileChild"),
        tests("ChildrenTests", ["Children", "HostileChild", "QuireTestKit"]),
        tests("DriversTests", ["PrintModel", "Drivers", "Workbench", .crypto]),
        tests("RasterTests", ["Raster", "CCups"], resources: [.copy("Samples")]),
        tests("RasterCommandTests", ["Raster", "Workbench", "quire-raster"]),
        tests("ImpositionTests", ["Workbench", "Imposition"]),
        tests("ImposeTests", ["Workbench", "QuireTestKit", "quire-impose"]),
        tests("TextTests", ["Workbench", "TextSetting", "quire-text"]),
        tests("PictureTests", ["Workbench", "Pictures", "CZlib", "quire-image"]),
        tests(
            "IdentityTests",
            [
                "PrintModel", "Identity", "PAM", "Children", "QuireTestKit", "quire-pam", .jwt,
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        tests("PAMTests", ["PAM"]),
        tests("AuditTests", ["PrintModel", "Audit", "QuireTestKit", .crypto, .log]),
        tests("PPDReadingTests", ["PPDReading"]),
        tests("PPDHelperTests", ["Workbench", "PPDReading", "quire-ppd"]),
        tests(
            "FetchingTests",
            ["PrintModel", "Fetching", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1")]),
        tests("IPPClientTests", ["IPP", "IPPClient", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1"), .tls]),
        tests(
            "QuireCommandTests",
            ["IPP", "IPPClient", "PrintModel", "quire", .nio("NIOCore"), .nio("NIOPosix"), .nio("NIOHTTP1")]),
        tests("SNMPTests", ["SNMP", "QuireTestKit", "quire-snmp"]),
        tests("Scenes", ["IPP", "QuireTestKit"]),
    ] + poppler,
    cxxLanguageStandard: .cxx17
)
