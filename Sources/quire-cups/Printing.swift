internal import CCups
internal import Glibc

/// Prints one document and follows it until it is printed.
final class Printing {
    private let server: PrintServer
    private let user: String
    private let title: String
    private let copies: String
    private let options: String
    private var destination: UnsafeMutablePointer<cups_dest_t>?
    private var info: OpaquePointer?
    private var job: Int32 = 0

    init(_ server: PrintServer, _ arguments: [String]) {
        self.server = server
        user = arguments[2]
        title = arguments[3]
        copies = arguments[4]
        options = arguments[5]
    }

    deinit {
        cupsFreeDestInfo(info)
        cupsFreeDests(1, destination)
    }

    func run() -> Int32 {
        if !user.isEmpty { cupsSetUser(user) }
        guard server.connect() else { return Status.failed }
        guard findQueue() else {
            return problem("there is no queue '\(server.address.queue)' at \(server.address.host)")
        }
        guard create() else { return problem("the server does not take the job") }
        say("ATTR", "job-uri=\(server.uri(ofJob: job))")
        guard isWrittenDown() else { return cancelAll() }
        guard send() else { return Signals.isAskedToEnd ? cancelAll() : sendingFailed() }
        guard server.address.follows else { return Status.ok }
        return Following(server, job).run()
    }

    // MARK: Steps

    private func findQueue() -> Bool {
        destination = cupsGetNamedDest(server.connection, server.address.queue, nil)
        guard let found = destination else { return false }
        // Where the queue's own device is: libcups would take the server for that device.
        found.pointee.num_options = cupsRemoveOption(
            "device-uri", found.pointee.num_options, &found.pointee.options)
        info = cupsCopyDestInfo(server.connection, destination)
        return info != nil
    }

    private func create() -> Bool {
        var list: UnsafeMutablePointer<cups_option_t>?
        var count = cupsParseOptions(options, 0, &list)
        defer { cupsFreeOptions(count, list) }
        // The server's own, or for it to say.
        for name in [
            "job-uuid", "job-originating-host-name", "job-impressions", "job-password", "job-password-encryption",
        ] {
            count = cupsRemoveOption(name, count, &list)
        }
        count = cupsAddOption("copies", copies, count, &list)
        let status = cupsCreateDestJob(server.connection, destination, info, &job, title, count, list)
        return status.rawValue < 0x0400 && status.rawValue >= 0 && job > 0
    }

    /// Waits for the octet that says that the job's URI is written down.
    private func isWrittenDown() -> Bool {
        var octet: UInt8 = 0
        while !Signals.isAskedToEnd {
            let count = read(4, &octet, 1)
            if count == 1 { return true }
            // Nobody will ever say so.
            if count == 0 || errno != EINTR { return false }
        }
        return false
    }

    private func send() -> Bool {
        let format = getenv("CONTENT_TYPE").map { String(cString: $0) } ?? "application/octet-stream"
        // What only this server has a name for, the other does not know.
        let sent = format.hasPrefix("application/vnd.quire") ? "application/octet-stream" : format
        guard
            cupsStartDestDocument(server.connection, destination, info, job, title, sent, 0, nil, 1)
                == HTTP_STATUS_CONTINUE
        else { return false }
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        while !Signals.isAskedToEnd {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return false }
            if count == 0 { return isFinished() }
            guard cupsWriteRequestData(server.connection, buffer, count) == HTTP_STATUS_CONTINUE else { return false }
        }
        return false
    }

    private func isFinished() -> Bool {
        let status = cupsFinishDestDocument(server.connection, destination, info)
        return status.rawValue >= 0 && status.rawValue < 0x0400
    }

    // MARK: What goes wrong

    /// Nothing was sent that counts.
    private func problem(_ words: String) -> Int32 {
        let status = cupsLastError()
        let reason = text(cupsLastErrorString())
        say("ERROR", reason.isEmpty ? words : "\(words): \(reason)")
        switch status {
        case IPP_STATUS_ERROR_NOT_AUTHENTICATED, IPP_STATUS_ERROR_NOT_AUTHORIZED, IPP_STATUS_ERROR_FORBIDDEN,
            IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED:
            say("ATTR", "auth-info-required=username,password")
            return Status.needsCredentials
        // The document is not one for that queue: it never will be.
        case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED, IPP_STATUS_ERROR_DOCUMENT_FORMAT_ERROR,
            IPP_STATUS_ERROR_REQUEST_ENTITY:
            return 3
        default: return Status.failed
        }
    }

    /// The document did not arrive whole: what of it did must not be printed.
    private func sendingFailed() -> Int32 {
        let status = problem("the document did not reach the server whole")
        if server.reconnect() { _ = Following(server, job).cancel() }
        return status
    }

    /// Asked to end before the document was whole.
    private func cancelAll() -> Int32 {
        // A request that was cut off leaves the connection in its middle.
        let fresh = PrintServer(server.address)
        guard fresh.connect() else { return Status.failed }
        return Following(fresh, job).cancel()
    }
}
