@testable import Backends
import Children
import Foundation
import Glibc
import IPP
import PrintModel
import Synchronization

/// A folder of programs that a test writes, and a table that runs them.
final class FakePrograms: Sendable {
    let folder: URL
    let bench: Bench
    let table: BackendTable

    init(
        _ programs: [String: String] = [:], secrets: any DeviceSecretStore = NoDeviceSecrets(),
        _ change: (inout ProgramSettings) -> Void = { _ in }
    ) async throws {
        folder = URL(filePath: "/tmp/quire-programs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "backend"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        try FileManager.default.createDirectory(
            at: folder.appending(path: "out"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o777])
        chmod(folder.appending(path: "out").path, 0o777)
        var settings = NurserySettings(temporaryBase: folder.appending(path: "temporary").path)
        settings.users = 61_056..<61_184
        var programSettings = ProgramSettings(nursery: try await Nursery(settings))
        programSettings.folders = [folder.appending(path: "backend").path]
        programSettings.owner = geteuid()
        programSettings.helpers = ProgramFinder(ownFolders: [])
        programSettings.writable = [folder.appending(path: "out").path]
        programSettings.grace = .milliseconds(300)
        change(&programSettings)
        let made = programSettings
        bench = try Bench()
        table = bench.table {
            $0.programs = made
            $0.secrets = secrets
        }
        for (name, script) in programs { try write(name, script) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A shell script as one of CUPS' programs, which anybody may run; `$OUT` is a folder it may write to.
    func write(_ name: String, _ script: String, mode: mode_t = 0o755) throws {
        let path = folder.appending(path: "backend/\(name)").path
        try Data("#!/bin/sh\nOUT=\(folder.path)/out\n\(script)\n".utf8).write(to: URL(filePath: path))
        chmod(path, mode)
        waitUntilNobodyWrites(path)
    }

    /// Children of tests that run at the same time may hold it open until they execute something; until then it cannot be
    /// executed.
    private func waitUntilNobodyWrites(_ path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        let (setLease, readLease, noLease) = (Int32(1024), Int32(0), Int32(2))
        while fcntl(file, setLease, readLease) != 0, errno == EAGAIN { usleep(1_000) }
        _ = fcntl(file, setLease, noLease)
        close(file)
    }

    func output(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: folder.appending(path: "out/\(name)"))).map { Array($0) }
    }

    func text(_ name: String) -> String { output(name).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    func backend(_ uri: String) throws -> any Backend { try table.backend(for: uri) }
}

/// What a delivery was told of by its device.
final class ToldNews: Sendable {
    private let news = Mutex<[DeviceNews]>([])

    var all: [DeviceNews] { news.withLock { $0 } }
    func hear(_ one: DeviceNews) { news.withLock { $0.append(one) } }
}

extension TestJob {
    func delivery(telling news: ToldNews) -> Delivery {
        var delivery = delivery()
        delivery.tell = { news.hear($0) }
        return delivery
    }
}

struct FixedSecrets: DeviceSecretStore {
    var secret: DeviceSecret?
    func secret(for deviceURI: String) -> DeviceSecret? { secret }
    func secret(of job: JobID) -> DeviceSecret? { nil }
    func keep(_ secret: DeviceSecret?, for deviceURI: String) async throws {}
    func keep(_ secret: DeviceSecret?, of job: JobID) async throws {}
    func opened(_ job: Job) -> Job { job }
}
