internal import CCups
internal import Glibc

/// The queues of this machine's CUPS server, as lines of devices (backend(7), "Device discovery").
enum QueueList {
    static func show() -> Int32 {
        guard access(PrintServer.localSocket, F_OK) == 0,
            let connection = httpConnect2(
                PrintServer.localSocket, 0, nil, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, 5_000, nil)
        else {
            // One has to write the server's name oneself.
            write("network cups \"Unknown\" \"Queue of a CUPS server\"\n", to: STDOUT_FILENO)
            return Status.ok
        }
        defer { httpClose(connection) }
        var destinations: UnsafeMutablePointer<cups_dest_t>?
        let count = cupsGetDests2(connection, &destinations)
        defer { cupsFreeDests(count, destinations) }
        for index in 0..<Int(max(0, count)) {
            guard let destination = destinations?[index], destination.instance == nil else { continue }
            write(line(destination), to: STDOUT_FILENO)
        }
        write("network cups \"Unknown\" \"Queue of a CUPS server\"\n", to: STDOUT_FILENO)
        return Status.ok
    }

    private static func line(_ destination: cups_dest_t) -> String {
        func option(_ name: String) -> String {
            text(cupsGetOption(name, destination.num_options, destination.options))
        }
        let name = text(destination.name)
        let info = option("printer-info").isEmpty ? name : option("printer-info")
        let words = [option("printer-make-and-model"), "\(info) (CUPS)", "", option("printer-location")]
        return "network cups:///\(encoded(name)) " + words.map(quoted).joined(separator: " ") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        let plain = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0.isNewline ? " " : String($0) }
        return "\"\(plain.joined())\""
    }

    private static func encoded(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return name.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || "-._~".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
            return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }
}
