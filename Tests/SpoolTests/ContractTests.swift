import Foundation
import Logging
import PrintModel
import QuireTestKit
import Spool
import Testing

@Suite("Every store keeps the same promises")
struct ContractTests {
    @Test("In memory", arguments: JobStoreContract.allCases)
    func memory(promise: JobStoreContract) async throws {
        try await promise.check(.memory())
    }

    @Test("In SQLite", arguments: JobStoreContract.allCases)
    func sqlite(promise: JobStoreContract) async throws {
        try await withFolder { folder in try await promise.check(try .sqlite(in: folder)) }
    }
}

extension StoreRun {
    /// A run of an SQLite store whose limits are small, so that every home of documents is visited.
    static func sqlite(in folder: String) throws -> StoreRun {
        let settings = SpoolSettings.small
        return StoreRun(
            store: try SQLiteStore(directory: folder, settings: settings, clock: FakeClock(), logger: .quiet),
            interestingSizes: [
                0, 1, settings.inlineOctetsMax - 1, settings.inlineOctetsMax, settings.inlineOctetsMax + 1,
                settings.segmentDocumentOctetsMax - 1, settings.segmentDocumentOctetsMax,
                settings.segmentDocumentOctetsMax + 1, 3_000_000,
            ],
            documentsPerJobMax: settings.documentsPerJobMax
        ) {
            try .sqlite(in: folder)
        }
    }
}

extension SpoolSettings {
    static var small: SpoolSettings {
        var settings = SpoolSettings()
        settings.inlineOctetsMax = 1000
        settings.inlineBatchOctetsMax = 3000
        settings.segmentDocumentOctetsMax = 20_000
        settings.segmentOctets = 50_000
        settings.documentsPerJobMax = 3
        settings.reserveOctets = 0
        settings.checkpointPages = 40
        return settings
    }
}

extension Logger {
    /// What goes wrong in a test goes wrong on purpose.
    static var quiet: Logger {
        ProcessInfo.processInfo.environment["SPOOL_TEST_LOG"] == nil
            ? Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } : Logger(label: "test")
    }
}

/// Runs `body` with an empty folder of its own, which is removed afterwards.
func withFolder<Output>(_ body: (String) async throws -> Output) async throws -> Output {
    let folder = NSTemporaryDirectory() + "quire-spool-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}
