import Foundation
import Testing

@testable import quire

/// A machine made of a folder, for the checks of `quirectl doctor`.
final class DoctorHouse {
    let root = FileManager.default.temporaryDirectory.appending(path: "quire-doctor-\(UInt64.random(in: 0 ... .max))")
    private var processes: Int32 = 100
    private var sockets: UInt64 = 5_000
    private var tcp: [String] = []

    init() throws { try write("/proc/sys/kernel/hostname", "printsrv\n") }

    deinit { try? FileManager.default.removeItem(at: root) }  // A leftover in the temporary folder harms nobody.

    func host(isRoot: Bool = true, run: @escaping @Sendable (String, [String]) -> ProgramResult? = { _, _ in nil })
        -> LocalHost
    {
        LocalHost(root: root.path, userID: isRoot ? 0 : 1000, run: run)
    }

    func place(_ path: String) -> URL { root.appending(path: String(path.dropFirst())) }

    func write(_ path: String, _ text: String, mode: Int = 0o600) throws {
        try write(path, Data(text.utf8), mode: mode)
    }

    func write(_ path: String, _ data: Data, mode: Int = 0o600) throws {
        let file = place(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        let moment = Date(timeIntervalSince1970: Double(Command.now))
        try FileManager.default.setAttributes(
            [.posixPermissions: mode, .modificationDate: moment], ofItemAtPath: file.path)
    }

    /// A process that listens at these ports.
    func process(_ words: String, at ports: [Int] = [], loopback: Bool = false) throws {
        processes += 1
        let parts = words.split(separator: " ").map { String($0) }
        let folder = "/proc/\(processes)"
        try write("\(folder)/comm", (parts[0].split(separator: "/").last.map { String($0) } ?? "") + "\n")
        try write("\(folder)/cmdline", parts.joined(separator: "\0") + "\0")
        let descriptors = place("\(folder)/fd")
        try FileManager.default.createDirectory(at: descriptors, withIntermediateDirectories: true)
        for (place, port) in ports.enumerated() {
            sockets += 1
            try FileManager.default.createSymbolicLink(
                atPath: descriptors.appending(path: "\(place + 3)").path,
                withDestinationPath: "socket:[\(sockets)]")
            let address = loopback ? "0100007F" : "00000000"
            let hexadecimal = String(port, radix: 16, uppercase: true)
            let number = String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            tcp.append(
                "   \(tcp.count): \(address):\(number) 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 \(sockets) 1"
            )
        }
        let title = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"
        try write("/proc/net/tcp", ([title] + tcp).joined(separator: "\n") + "\n")
    }

    /// The folder of a server, as it makes it.
    func spool() throws {
        for name in ["spool", "tls", "drivers", "devices", "audit"] {
            try FileManager.default.createDirectory(
                at: place("/var/lib/quire/\(name)"), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        try write("/var/lib/quire/tls/key.pem", "key")
        try write("/var/lib/quire/spool/queue.db", Self.database)
    }

    /// One page with the head of an SQLite file of ours.
    static var database: Data {
        var page = Data("SQLite format 3\0".utf8) + Data(repeating: 0, count: 4_080)
        (page[16], page[17]) = (0x10, 0x00)
        page.replaceSubrange(68..<72, with: [0x51, 0x75, 0x69, 0x72])
        return page
    }
}
