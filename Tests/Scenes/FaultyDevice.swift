import Foundation
import QuireTestKit

/// A device that fails in a way of its own until it is mended, and what came out of it.
struct FaultyDevice: Sendable {
    var uri: String
    /// Puts right what is wrong.
    var mend: @Sendable () throws -> Void = {}
    /// What came out of it: documents that were whole.
    var printed: @Sendable () -> [Data]
    /// How often somebody has come to it; of programs only.
    var connections: @Sendable () -> Int = { 0 }
    /// Keeps all of it there.
    private var parts: [any Sendable] = []

    init(
        _ uri: String, parts: [any Sendable], mend: @escaping @Sendable () throws -> Void = {},
        printed: @escaping @Sendable () -> [Data]
    ) {
        self.uri = uri
        self.parts = parts
        self.mend = mend
        self.printed = printed
    }

    // MARK: By IPP

    static func ipp(
        _ options: String = "", _ fault: @escaping @Sendable (FakePrinter) -> Void,
        mend: @escaping @Sendable (FakePrinter) throws -> Void = { $0.setFault { _, _ in .none } }
    ) throws -> FaultyDevice {
        let printer = try FakePrinter()
        fault(printer)
        return FaultyDevice(printer.uri + options, parts: [printer]) {
            try mend(printer)
        } printed: {
            printer.ledger.map { Data($0.bytes) }
        }
    }

    /// Packets to it vanish, until a printer is put there.
    static func ippBlackHole() throws -> FaultyDevice {
        let hole = try BlackHole()
        let printer = Box<FakePrinter?>(nil)
        return FaultyDevice("ipp://127.0.0.1:\(hole.port)/ipp/print?contimeout=1", parts: [hole]) {
            hole.stop()
            let there = try FakePrinter(port: hole.port)
            printer.change { $0 = there }
        } printed: {
            printer.get()?.ledger.map { Data($0.bytes) } ?? []
        }
    }

    // MARK: By a socket

    /// - Parameter fault: how the first connections are dealt with; `nil` for a port that nobody listens at.
    static func socket(_ fault: (@Sendable (Talk) -> Void)?) throws -> FaultyDevice {
        let isMended = Box(false)
        let received = Box<[Data]>([])
        let serve: @Sendable (Talk, Int) -> Void = { talk, _ in
            guard isMended.get() else { fault?(talk) ?? (); return }
            let bytes = talk.readToEnd()
            if !bytes.isEmpty { received.change { $0.append(Data(bytes)) } }
        }
        let first = try FakeServer(serve: serve)
        let port = first.port
        if fault == nil { first.stop() }
        let second = Box<FakeServer?>(nil)
        return FaultyDevice("socket://127.0.0.1:\(port)?contimeout=1", parts: [first, second]) {
            isMended.change { $0 = true }
            if fault == nil {
                let server = try FakeServer(port: port, serve: serve)
                second.change { $0 = server }
            }
        } printed: {
            received.get()
        }
    }

    static func socketBlackHole() throws -> FaultyDevice {
        let hole = try BlackHole()
        let received = Box<[Data]>([])
        let second = Box<FakeServer?>(nil)
        return FaultyDevice("socket://127.0.0.1:\(hole.port)?contimeout=1", parts: [hole, second]) {
            hole.stop()
            let server = try FakeServer(port: hole.port) { talk, _ in
                let bytes = talk.readToEnd()
                if !bytes.isEmpty { received.change { $0.append(Data(bytes)) } }
            }
            second.change { $0 = server }
        } printed: {
            received.get()
        }
    }

    // MARK: By LPD

    /// - Parameter times: in how many connections it fails.
    static func lpd(_ fault: LPDServer.Fault, times: Int) throws -> FaultyDevice {
        let server = try LPDServer(fault, faulty: times)
        return FaultyDevice("lpd://127.0.0.1:\(server.port)/raw", parts: [server]) {
        } printed: {
            server.jobs.flatMap { $0.data.values.map { Data($0) } }
        }
    }

    // MARK: By a program

    /// A program of CUPS' kind in `folder`, which asks over a wire what it shall do: `word` until it is mended.
    static func program(_ word: String, in folder: URL) throws -> FaultyDevice {
        let word = Box(word)
        let received = Box<[Data]>([])
        let server = try FakeServer { talk, _ in
            let its = word.get()
            talk.write(its + "\n")
            guard its == "print" else { return }
            let bytes = talk.readToEnd()
            received.change { $0.append(Data(bytes)) }
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "faulty").path
        let script = """
            #!/bin/bash
            exec 5<>/dev/tcp/127.0.0.1/\(server.port)
            read -r word <&5
            case $word in
            print) cat >&5 ;;
            connect) echo 'STATE: +connecting-to-device' >&2; exec sleep 1000 ;;
            crash) head -c 100 >/dev/null; kill -SEGV $$ ;;
            deaf) trap '' TERM; cat >/dev/null; while :; do sleep 1; done ;;
            *) head -c 100 >/dev/null; echo 'ERROR: it has no luck' >&2; exit $word ;;
            esac
            """
        try Data(script.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        var device = FaultyDevice("faulty:/dev/none", parts: [server]) {
            word.change { $0 = "print" }
        } printed: {
            received.get()
        }
        device.connections = { server.connections }
        return device
    }
}
