internal import CZlib
internal import Crypto
public import IPP
internal import Synchronization

extension FakePrinter {
    /// What a plain office printer of today says of itself.
    public static let everyday: AttributeGroup = {
        var group = AttributeGroup(.printer)
        func set(_ name: String, _ values: AttributeValue...) { group.set(Attribute(name, values)) }
        func margins() -> [Attribute] {
            ["left", "right", "top", "bottom"].map { Attribute("media-\($0)-margin", .integer(423)) }
        }
        func size(_ width: Int32, _ height: Int32) -> Attribute {
            Attribute(
                "media-size",
                .collection([Attribute("x-dimension", .integer(width)), Attribute("y-dimension", .integer(height))]))
        }
        set("printer-name", .name("fake"))
        set("printer-make-and-model", .text("Fake Office 100"))
        set("printer-state", .enum(3))
        set("printer-state-reasons", .keyword("none"))
        set("printer-is-accepting-jobs", .boolean(true))
        set("ipp-versions-supported", .keyword("1.1"), .keyword("2.0"))
        set(
            "operations-supported", .enum(2), .enum(4), .enum(5), .enum(6), .enum(8), .enum(9), .enum(10), .enum(11),
            .enum(0x3C))
        set("identify-actions-supported", .keyword("flash"), .keyword("sound"))
        set(
            "document-format-supported", .mimeMediaType("application/octet-stream"), .mimeMediaType("application/pdf"),
            .mimeMediaType("image/pwg-raster"), .mimeMediaType("image/jpeg"))
        set("compression-supported", .keyword("none"), .keyword("gzip"))
        set("multiple-document-jobs-supported", .boolean(true))
        set("copies-supported", .rangeOfInteger(IntegerRange(1, 99)))
        set("sides-supported", .keyword("one-sided"), .keyword("two-sided-long-edge"), .keyword("two-sided-short-edge"))
        set("color-supported", .boolean(true))
        set("print-color-mode-supported", .keyword("auto"), .keyword("color"), .keyword("monochrome"))
        set("print-quality-supported", .enum(3), .enum(4), .enum(5))
        set("printer-resolution-supported", .resolution(.dpi(300)), .resolution(.dpi(600)))
        set("pwg-raster-document-resolution-supported", .resolution(.dpi(300)), .resolution(.dpi(600)))
        set("pwg-raster-document-type-supported", .keyword("sgray_8"), .keyword("srgb_8"))
        set("pwg-raster-document-sheet-back", .keyword("rotated"))
        set("media-supported", .keyword("na_letter_8.5x11in"), .keyword("iso_a4_210x297mm"))
        set("media-default", .keyword("iso_a4_210x297mm"))
        set("media-col-supported", .keyword("media-size"), .keyword("media-source"), .keyword("media-type"))
        set("media-col-database", .collection([size(21_000, 29_700)] + margins()))
        set("media-source-supported", .keyword("tray-1"), .keyword("manual"))
        set("media-type-supported", .keyword("stationery"), .keyword("labels"))
        set(
            "media-col-ready",
            .collection([
                size(21_000, 29_700), Attribute("media-source", .keyword("tray-1")),
                Attribute("media-type", .keyword("stationery")),
            ]))
        set("output-bin-supported", .keyword("face-down"))
        set("finishings-supported", .enum(3), .enum(4))
        set(
            "printer-supply",
            .octetString(
                Array(
                    "index=1;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=67;colorantname=black;"
                        .utf8)))
        set("printer-supply-description", .text("Black toner"))
        set("pages-per-minute", .integer(30))
        return group
    }()

    /// Answers one request.
    ///
    /// - Returns: whether the connection goes on.
    func answer(on connection: FakeConnection) -> Bool {
        guard state.withLock({ $0.isAccepting }) else {
            connection.hang()
            return false
        }
        guard let head = connection.head() else { return false }
        if let wanted = state.withLock({ $0.authorization }) {
            let given = head.fields["authorization"]
            if let given { state.withLock { $0.authorizations.append(given) } }
            guard given == wanted else {
                return unauthorized(head, on: connection)
            }
        }
        if head.expectsContinue { _ = connection.send("HTTP/1.1 100 Continue\r\n\r\n") }
        var intake = Intake()
        var fault = Fault.none
        let isWhole = connection.body(head) { piece in
            let isMore = intake.take(piece) { message in fault = self.begin(message) }
            if case .closeAfter(let octets) = fault { return intake.octets < octets }
            if case .hangAfter(let octets) = fault { return intake.octets < octets }
            return isMore && !fault.isAtOnce
        }
        state.withLock { $0.octetsRead += intake.octets }
        guard let message = intake.message else { return false }
        switch fault {
        case .close, .closeAfter:
            connection.reset()
            return false
        case .hangAfter:
            connection.hang()
            return false
        case .http(let status):
            _ = connection.send("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return false
        case .status(let status):
            reply(
                IPPMessage(code: status.rawValue, requestID: message.requestID, groups: [Self.operation]), connection,
                closes: !isWhole)
            // What was not read cannot be skipped.
            return isWhole
        case .none, .loseReply:
            guard isWhole else {

                return false
            }
            let answer = carryOut(message, intake, isChunked: head.isChunked)
            guard fault == .none else {
                connection.reset()
                return false
            }
            reply(answer, connection)
            return true
        }
    }

    private func unauthorized(_ head: FakeConnection.Head, on connection: FakeConnection) -> Bool {
        let isSkipped = head.expectsContinue ? false : connection.body(head) { _ in true }
        let challenge = state.withLock { $0.challenge }
        return connection.send(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: \(challenge)\r\nContent-Length: 0\r\n"
                + (isSkipped ? "" : "Connection: close\r\n") + "\r\n") && isSkipped
    }

    private func begin(_ message: IPPMessage) -> Fault {
        let (fault, count) = state.withLock { state in
            let count = state.requests.count { $0 == message.operation }
            state.requests.append(message.operation)
            if state.received.count < 10_000 { state.received.append(message) }
            return (state.fault, count)
        }
        return fault(message.operation, count)
    }

    private func reply(_ message: IPPMessage, _ connection: FakeConnection, closes: Bool = false) {
        let bytes = message.encoded()
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n" + (closes ? "Connection: close\r\n" : "")
        let isChunked = state.withLock { $0.repliesInChunks }
        guard isChunked else {
            _ = connection.send(Array("\(head)Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
            return
        }
        _ = connection.send("\(head)Transfer-Encoding: chunked\r\n\r\n")
        for start in stride(from: 0, to: bytes.count, by: 7) {
            let piece = Array(bytes[start..<min(start + 7, bytes.count)])
            guard connection.send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]) else {
                return
            }
        }
        _ = connection.send("0\r\n\r\n")
    }

    private static let operation: AttributeGroup = {
        var group = AttributeGroup(.operation)
        group.set("attributes-charset", .charset("utf-8"))
        group.set("attributes-natural-language", .naturalLanguage("en"))
        return group
    }()

    // MARK: Operations

    private func carryOut(_ message: IPPMessage, _ intake: Intake, isChunked: Bool) -> IPPMessage {
        state.withLock { state in
            state.advance()
            var answer = IPPMessage(
                code: StatusCode.ok.rawValue, requestID: message.requestID, groups: [Self.operation])
            guard state.offers(message.operation) else {
                answer.status = .operationNotSupported
                return answer
            }
            let id = message[.operation]?["job-id"]?.integerValue ?? 0
            switch message.operation {
            case .validateJob: break
            case .createJob:
                let job = state.makeJob(message)
                answer.groups.append(state.describe(job, port))
            case .printJob:
                let job = state.makeJob(message)
                state.add(intake, to: job, message, isChunked: isChunked, isLast: true)
                answer.groups.append(state.describe(job, port))
            case .sendDocument:
                guard let job = state.jobs[id] else {
                    answer.status = .notFound
                    return answer
                }
                guard !job.isClosed, job.state < 7 else {
                    answer.status = .notPossible
                    return answer
                }
                let isLast = message[.operation]?["last-document"]?.boolValue ?? true
                state.add(intake, to: id, message, isChunked: isChunked, isLast: isLast)
                answer.groups.append(state.describe(id, port))
            case .cancelJob:
                guard let job = state.jobs[id] else {
                    answer.status = .notFound
                    return answer
                }
                guard job.state < 7 else {
                    answer.status = .notPossible
                    return answer
                }
                // One that says yes, and keeps it all the same.
                guard !state.clingsToJobs else { break }
                state.jobs[id]?.state = 7
                state.jobs[id]?.reasons = ["job-canceled-by-user"]
            case .getJobAttributes:
                guard state.jobs[id] != nil else {
                    answer.status = .notFound
                    return answer
                }
                answer.groups.append(state.describe(id, port))
            case .getJobs:
                let isDone = message[.operation]?["which-jobs"]?.stringValue == "completed"
                for (id, job) in state.jobs.sorted(by: { $0.key > $1.key }) where isDone == (job.state >= 7) {
                    answer.groups.append(state.describe(id, port))
                }
            case .getPrinterAttributes:
                var printer = state.printer
                printer.set("printer-up-time", .integer(state.upTime(at: .now)))
                answer.groups.append(printer)
            case .identifyPrinter:
                state.identified += message[.operation]?["identify-actions"]?.stringValues ?? []
            default: answer.status = .operationNotSupported
            }
            return answer
        }
    }
}

extension FakePrinter.Fault {
    fileprivate var isAtOnce: Bool {
        switch self {
        case .status, .http, .close: true
        default: false
        }
    }
}

extension FakePrinter.State {
    fileprivate func offers(_ operation: OperationID) -> Bool {
        printer["operations-supported"]?.integerValues.contains(Int32(operation.rawValue)) ?? false
    }

    fileprivate func upTime(at moment: ContinuousClock.Instant) -> Int32 {
        Int32(clamping: (moment - beginningOfTime).components.seconds + 1)
    }

    fileprivate mutating func makeJob(_ message: IPPMessage) -> Int32 {
        lastJob += 1
        jobs[lastJob] = FakePrinter.Job(
            id: lastJob, name: message[.operation]?["job-name"]?.stringValue ?? "",
            user: message[.operation]?["requesting-user-name"]?.stringValue ?? "",
            template: message[.job]?.attributes ?? [])
        return lastJob
    }

    fileprivate mutating func add(
        _ intake: Intake, to id: Int32, _ message: IPPMessage, isChunked: Bool, isLast: Bool
    ) {
        guard var job = jobs[id] else { return }
        let isCompressed = message[.operation]?["compression"]?.stringValue == "gzip"
        let (octets, digest, bytes) = intake.document(isCompressed: isCompressed)
        if octets > 0 {
            job.documents.append(
                FakePrinter.Sheet(
                    job: id, name: job.name, user: job.user,
                    format: message[.operation]?["document-format"]?.stringValue ?? "", octets: octets, digest: digest,
                    bytes: bytes, wasCompressed: isCompressed, wasChunked: isChunked, template: job.template))
        }
        if isLast {
            job.isClosed = true
            job.state = 3
            job.reasons = []
        }
        jobs[id] = job
        advance()
    }

    fileprivate func describe(_ id: Int32, _ port: Int) -> AttributeGroup {
        var group = AttributeGroup(.job)
        guard let job = jobs[id] else { return group }
        group.set("job-id", .integer(id))
        group.set("job-uri", .uri("ipp://127.0.0.1:\(port)/jobs/\(id)"))
        group.set("job-name", .name(job.name))
        group.set("job-originating-user-name", .name(job.user))
        group.set("number-of-documents", .integer(Int32(clamping: job.documents.count)))
        group.set("time-at-creation", .integer(upTime(at: job.madeAt)))
        group.set("job-printer-up-time", .integer(upTime(at: .now)))
        let isStopped = isOutOfPaper && job.isClosed && job.state < 7
        group.set("job-state", .enum(isStopped ? 6 : job.state))
        let reasons = isStopped ? ["printer-stopped"] : job.reasons
        group.set(Attribute("job-state-reasons", (reasons.isEmpty ? ["none"] : reasons).map { .keyword($0) }))
        group.set("job-impressions-completed", .integer(job.state == 9 ? Int32(clamping: job.documents.count) : 0))
        return group
    }
}

/// A request on its way in: its attributes, and its document, of which only so much is kept that a test can look at it.
struct Intake {
    private(set) var message: IPPMessage?
    private(set) var octets = 0
    private var head: [UInt8] = []
    private var boundary = IPPBoundary(limits: .standard)
    private var bytes: [UInt8] = []
    private var hash = SHA256()
    private static let bytesMax = 1 << 20

    /// - Returns: whether it wants more.
    mutating func take(_ piece: [UInt8], _ begun: (IPPMessage) -> Void) -> Bool {
        if message != nil {
            add(piece[...])
            return true
        }
        // A request that is none is the test's fault, and is not answered.
        guard let end = try? boundary.consume(piece) else {
            head += piece
            return true
        }
        head += piece[..<end]
        guard let (message, _) = try? IPPMessage.decode(head, limits: .standard, quirks: []) else { return false }
        self.message = message
        begun(message)
        add(piece[end...])
        return true
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        guard !piece.isEmpty else { return }
        octets += piece.count
        hash.update(data: Array(piece))
        if bytes.count + piece.count <= Self.bytesMax { bytes += piece }
    }

    /// Unpacked where it was packed, if it is small enough to be.
    func document(isCompressed: Bool) -> (octets: Int, digest: [UInt8], bytes: [UInt8]) {
        guard isCompressed else { return (octets, Array(hash.finalize()), bytes.count == octets ? bytes : []) }
        let unpacked = Self.unpack(bytes)
        return (unpacked.count, Array(SHA256.hash(data: unpacked)), unpacked)
    }

    private static func unpack(_ packed: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return [] }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var input = packed
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            var result = Z_OK
            while result == Z_OK {
                output += [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = 65_536
                    result = inflate(&stream, Z_NO_FLUSH)
                    count = 65_536 - Int(stream.avail_out)
                }
            }
        }
        return output
    }
}
