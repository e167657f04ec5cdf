internal import CCups
internal import Glibc

/// A CUPS server, and the connection to it.
final class PrintServer {
    let address: ServerAddress
    private(set) var connection: OpaquePointer?

    static let connectMilliseconds: Int32 = 30_000
    static let localSocket = "/run/cups/cups.sock"

    init(_ address: ServerAddress) {
        self.address = address
        Credentials.offer(address)
    }

    deinit { httpClose(connection) }

    /// Connects, once. Says what is in the way.
    func connect() -> Bool {
        if connection != nil { return true }
        say("STATE", "+connecting-to-device")
        let encryption = address.isEncrypted ? HTTP_ENCRYPTION_REQUIRED : HTTP_ENCRYPTION_IF_REQUESTED
        let (host, port) = address.host.isEmpty ? (Self.localSocket, 0) : (address.host, address.port)
        cupsSetServer(port > 0 ? "\(host.contains(":") ? "[\(host)]" : host):\(port)" : host)
        connection = httpConnect2(host, port, nil, AF_UNSPEC, encryption, 1, Self.connectMilliseconds, nil)
        guard connection != nil else {
            say("WARNING", "cannot connect to \(host)\(port > 0 ? ":\(port)" : ""): \(text(cupsLastErrorString()))")
            return false
        }
        say("STATE", "-connecting-to-device")
        return true
    }

    /// Connects after the connection was lost, for as long as it takes; `false` when asked to end.
    func reconnect() -> Bool {
        httpClose(connection)
        connection = nil
        var pause: Int32 = 1_000
        while !Signals.isAskedToEnd {
            if connect() { return true }
            Signals.sleep(milliseconds: pause)
            pause = min(pause * 2, 30_000)
        }
        return false
    }

    /// What the server calls a job, for whoever asks it later.
    func uri(ofJob id: Int32) -> String {
        let host = address.host.isEmpty ? "localhost" : address.host
        return "ipp://\(host.contains(":") ? "[\(host)]" : host):\(address.port)/jobs/\(id)"
    }

    /// Sends a request of one target; the answer is the caller's to delete.
    func send(
        _ operation: ipp_op_t, _ target: String, _ uri: String, path: String, _ requested: [String] = []
    ) -> IPPAnswer {
        let request = ippNewRequest(operation)
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, target, nil, uri)
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nil, cupsUser())
        if !requested.isEmpty {
            let list = ippAddStrings(
                request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", Int32(requested.count), nil, nil)
            var attribute = list
            for (index, name) in requested.enumerated() { ippSetString(request, &attribute, Int32(index), name) }
        }
        let answer = cupsDoRequest(connection, request, path)
        return IPPAnswer(answer, cupsLastError(), text(cupsLastErrorString()))
    }
}

/// An answer of the server, deleted with this.
final class IPPAnswer {
    private let message: OpaquePointer?
    let status: ipp_status_t
    let words: String

    init(_ message: OpaquePointer?, _ status: ipp_status_t, _ words: String) {
        self.message = message
        self.status = status
        self.words = words
    }

    deinit { ippDelete(message) }

    /// It was done: statuses below 0x0400.
    var isGood: Bool { status.rawValue >= 0 && status.rawValue < 0x0400 }
    /// The server did not answer at all, or too busy to.
    var isAway: Bool {
        message == nil || status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE || status == IPP_STATUS_ERROR_BUSY
    }

    func integer(_ name: String) -> Int32? {
        guard let found = ippFindAttribute(message, name, IPP_TAG_ZERO) else { return nil }
        let tag = ippGetValueTag(found)
        return tag == IPP_TAG_INTEGER || tag == IPP_TAG_ENUM ? ippGetInteger(found, 0) : nil
    }

    func integers(_ name: String) -> [Int32] {
        guard let found = ippFindAttribute(message, name, IPP_TAG_INTEGER) else { return [] }
        return (0..<ippGetCount(found)).map { ippGetInteger(found, $0) }
    }

    func strings(_ name: String) -> [String] {
        guard let found = ippFindAttribute(message, name, IPP_TAG_ZERO) else { return [] }
        return (0..<ippGetCount(found)).compactMap { ippGetString(found, $0, nil).map { String(cString: $0) } }
    }
}

/// Names and passwords, from the environment, where nobody else sees them (backend(7)).
enum Credentials {
    /// Times libcups asked: a wrong password is not tried for ever.
    private nonisolated(unsafe) static var asked = 0
    private nonisolated(unsafe) static var user: UnsafeMutablePointer<CChar>?
    private nonisolated(unsafe) static var password: UnsafeMutablePointer<CChar>?

    static func offer(_ address: ServerAddress) {
        let name = getenv("AUTH_USERNAME").map { String(cString: $0) } ?? address.user
        let word = getenv("AUTH_PASSWORD").map { String(cString: $0) } ?? address.password
        user = name.flatMap { strdup($0) }
        password = word.flatMap { strdup($0) }
        cupsSetPasswordCB2(
            { _, _, _, _, _ in
                Credentials.asked += 1
                guard Credentials.asked <= 3, let password = Credentials.password else { return nil }
                if let user = Credentials.user { cupsSetUser(user) }
                return UnsafePointer(password)
            }, nil)
    }
}
