internal import Glibc
internal import IPP
internal import NIOCore
internal import PrintModel

/// The requests of one connection, one after another, as a value: bytes go in, actions come out.
///
/// It reads and writes nothing. Whoever holds it asks for ``next()`` until that says to read or to wait, which is why
/// every path can be tested with bytes and an array of actions.
///
///     head ─IPP─▶ gathering ─▶ body ─▶ over ─answered─▶ head …
///       └──────other────────────▲ │      └───the last───▶ finished
///                                 └─▶ broken ─answered──────▲
struct RequestMachine {
    enum Action {
        /// Nothing can be done before more bytes come.
        case read
        /// Nothing can be done before the answer in hand is out.
        case wait
        /// Say 100; at once when the client waits for it, else it can go out with the answer.
        case sayContinue(isAwaited: Bool)
        /// So many octets of an IPP request's attributes have come, more than most have, and they have not ended: go on, or
        /// ``giveUpAttributes()``.
        case gathered(Int)
        /// An IPP request has come as far as its attributes.
        case ipp([UInt8], Document)
        /// Some other request has come as far as its head.
        case page(hasBody: Bool)
        case startTLS
        /// Say this; ``answered()`` follows.
        case answer(Answer)
        /// More of the body, for the one who answers.
        case piece(ByteBuffer)
        case bodyEnd
        /// The body ends too early, or is none. The answer is the refusal, whatever becomes of the request.
        case bodyBroken(HTTPRefusal)
        /// Say this and end the connection.
        case refuse(HTTPRefusal)
        /// No request follows: end the connection when everything is written.
        case finish
        /// End the connection; nobody is waiting for an answer.
        case close
    }

    /// What follows the attributes of an IPP request.
    enum Document {
        /// Nothing, and the message is whole.
        case none
        /// Perhaps something: pieces follow.
        case follows
        /// Nothing that could be used: the message itself is broken.
        case brokenMessage
    }

    /// What the connection is busy with; each has its deadline (``ConnectionClock``).
    enum Progress { case idle, head, attributes, body, answer, draining, finished }

    private enum Phase { case head, gathering, body, over, broken, finished }

    private(set) var head: HTTPRequestHead?
    /// Whether ``head`` is byte for byte that of the request before: what was made of it can be used again.
    private(set) var isHeadRepeated = false
    /// What in the head is to be looked at before the request is answered (``Doorkeeper``).
    private(set) var proof: String?
    private(set) var requester: Requester

    private let gate: RequestGate
    private let limits: HTTPLimits
    private let ippLimits: IPPLimits

    private var phase = Phase.head
    private var input = ByteBuffer()
    private var isInputClosed = false
    private var takesNoMore = false

    private var scanner = HeadScanner()
    private var headBytes: [UInt8] = []
    private var route: RequestGate.Route?

    private var boundary = IPPBoundary()
    private var message: [UInt8] = []
    private var body = HTTPBodyReader(.none, octetsMax: 0)
    private var leftover: ByteBuffer?
    private var owesContinue = false

    private var isAnswered = false
    private var keepsAlive = true
    private var drained = 0

    init(gate: RequestGate, limits: HTTPLimits, ippLimits: IPPLimits = .standard, requester: Requester) {
        self.gate = gate
        self.limits = limits
        self.ippLimits = ippLimits
        self.requester = requester
    }

    // MARK: Events

    mutating func received(_ bytes: ByteBuffer) {
        guard input.readableBytes > 0 else {
            input = bytes
            return
        }
        var bytes = bytes
        input.writeBuffer(&bytes)
    }

    mutating func inputClosed() { isInputClosed = true }

    /// The head of the answer is about to be written.
    ///
    /// - Returns: whether another request may follow.
    mutating func answering() -> Bool {
        keepsAlive = mayKeepAlive
        return keepsAlive
    }

    /// The whole answer to the request in hand has been written, or is queued to be.
    mutating func answered() { isAnswered = true }

    mutating func startedTLS() { requester.isPrivate = true }

    /// The request in hand, if any, is the last.
    mutating func takeNoMore() { takesNoMore = true }

    /// Nothing that comes is of interest any more.
    mutating func finish() {
        phase = .finished
        forgetInput()
    }

    // MARK: Looking

    var bufferedBytes: Int { input.readableBytes }
    /// Whether the client sends nothing any more.
    var hasEnded: Bool { isInputClosed }

    var progress: Progress {
        switch phase {
        case .head: input.readableBytes > 0 ? .head : .idle
        case .gathering: .attributes
        case .body: isAnswered ? .draining : .body
        case .over, .broken: .answer
        case .finished: .finished
        }
    }

    private var mayKeepAlive: Bool {
        guard let head, head.keepsAlive, !takesNoMore, !isInputClosed || input.readableBytes > 0 else { return false }
        // After a refusal instead of a 100 nobody knows whether the body comes (RFC 9110 §10.1.1).
        guard !owesContinue, phase != .broken, phase != .finished else { return false }
        return body.declaredLeft <= Int64(limits.drainBytesMax)
    }

    // MARK: Actions

    mutating func next() -> Action {
        while true {
            do throws(HTTPRefusal) {
                if let action = try step() { return action }
            } catch {
                return refuse(error)
            }
        }
    }

    /// Goes one step; `nil` when there is another to go at once.
    private mutating func step() throws(HTTPRefusal) -> Action? {
        switch phase {
        case .head: return try readHead()
        case .gathering: return try gather()
        case .body: return try readBody()
        case .over: return isAnswered ? nextRequest() : .wait
        case .broken: return isAnswered ? finished() : .wait
        case .finished:
            drained += input.readableBytes
            forgetInput()
            return isInputClosed || drained > limits.drainBytesMax ? .close : .read
        }
    }

    private mutating func refuse(_ refusal: HTTPRefusal) -> Action {
        forgetInput()
        switch phase {
        case .body where isAnswered: return finished()
        case .body:
            phase = .broken
            return .bodyBroken(refusal)
        case .head, .gathering, .over, .broken, .finished:
            phase = .finished
            return .refuse(refusal)
        }
    }

    private mutating func finished() -> Action {
        // What comes now is thrown away only so that the answer is seen; that has a bound of its own.
        (phase, drained) = (.finished, 0)
        return .finish
    }

    private mutating func nextRequest() -> Action? {
        guard keepsAlive, !takesNoMore else { return finished() }
        isAnswered = false
        scanner = HeadScanner()
        phase = .head
        return nil
    }

    private mutating func forgetInput() { input = ByteBuffer() }

    // MARK: The head

    private mutating func readHead() throws(HTTPRefusal) -> Action? {
        if takeRepeatedHead() { return try begin() }
        skipEmptyLines()
        guard input.readableBytes > 0 else { return isInputClosed ? .close : .read }
        guard let count = try scanner.scan(&input, limits: limits), let bytes = input.readBytes(length: count) else {
            if isInputClosed { throw .badRequest("the request is cut") }
            return .read
        }
        let head = try HTTPRequestHead(parsing: bytes, limits: limits)
        (self.head, headBytes, isHeadRepeated) = (head, bytes, false)
        route = try gate.route(head, from: requester)
        proof = gate.proof(in: head, from: requester)
        return try begin()
    }

    /// Clients send the same head again and again: then nothing is parsed.
    private mutating func takeRepeatedHead() -> Bool {
        let count = headBytes.count
        guard case .ipp? = route, input.readableBytes >= count else { return false }
        let isSame = input.withUnsafeReadableBytes { bytes in
            headBytes.withUnsafeBytes { known in
                guard let bytes = bytes.baseAddress, let known = known.baseAddress else { return false }
                return memcmp(bytes, known, count) == 0
            }
        }
        guard isSame else { return false }
        input.moveReaderIndex(forwardBy: count)
        isHeadRepeated = true
        return true
    }

    /// Some clients send one after a body (RFC 9112 §2.2).
    private mutating func skipEmptyLines() {
        while input.readableBytes >= 2, input.getInteger(at: input.readerIndex, as: UInt16.self) == 0x0d0a {
            input.moveReaderIndex(forwardBy: 2)
        }
    }

    private mutating func begin() throws(HTTPRefusal) -> Action? {
        guard let head, let route else { throw .badRequest("no request") }
        body = HTTPBodyReader(head.framing, octetsMax: limits.bodyBytesMax)
        (leftover, drained) = (nil, 0)
        owesContinue = head.expectsContinue && !body.isAtEnd
        switch route {
        case .ipp:
            boundary = IPPBoundary(limits: ippLimits)
            phase = .gathering
            return sayContinueIfOwed()
        case .page:
            phase = body.isAtEnd ? .over : .body
            return .page(hasBody: !body.isAtEnd)
        case .fixed(let answer):
            phase = .body
            return .answer(answer)
        case .startTLS:
            // Bytes that came with the offer would be read as if they had come in TLS.
            guard input.readableBytes == 0 else { throw .badRequest("bytes behind an offer of TLS") }
            phase = .over
            return .startTLS
        }
    }

    /// Said even when the body is here already, though RFC 9110 §10.1.1 would allow to leave it out: libcups sends a part
    /// of each document with the head and then waits a whole second for the 100, and its list of devices stays empty
    /// without one.
    private mutating func sayContinueIfOwed() -> Action? {
        guard owesContinue else { return nil }
        owesContinue = false
        let hasWholeBody =
            if case .length(let octets)? = head?.framing { Int64(input.readableBytes) >= octets } else { false }
        return .sayContinue(isAwaited: !hasWholeBody)
    }

    // MARK: The attributes

    private mutating func gather() throws(HTTPRefusal) -> Action? {
        switch try nextPiece() {
        case nil: return .read
        case .end:
            phase = .over
            guard message.count >= 8 else {
                message = []
                return .answer(Answer(.badRequest("this is not an IPP request")))
            }
            return .ipp(takeMessage(), .brokenMessage)
        case .data(var piece):
            do throws(IPPError) {
                let end = try piece.withReadableBytes { bytes throws(IPPError) in try boundary.consume(bytes) }
                append(&piece, count: end ?? piece.readableBytes)
                guard end != nil else {
                    return message.count > AttributeShare.octetsFree ? .gathered(message.count) : nil
                }
            } catch {
                append(&piece, count: min(piece.readableBytes, ippLimits.attributeBytesMax))
                phase = .body
                return .ipp(takeMessage(), .brokenMessage)
            }
            leftover = piece.readableBytes > 0 ? piece : nil
            let hasEnded = leftover == nil && takeEndOfBody()
            phase = hasEnded ? .over : .body
            return .ipp(takeMessage(), hasEnded ? .none : .follows)
        }
    }

    /// What has come of the attributes, which nobody wants: the rest is thrown away. ``answered()`` follows.
    mutating func giveUpAttributes() -> [UInt8] {
        phase = .body
        return takeMessage()
    }

    private mutating func append(_ piece: inout ByteBuffer, count: Int) {
        guard let bytes = piece.readBytes(length: count) else { return }
        if message.isEmpty { message = bytes } else { message += bytes }
    }

    private mutating func takeMessage() -> [UInt8] {
        defer { message = [] }
        return message
    }

    /// Takes the body's end if it is here already. What else is here stays, good or bad, for ``readBody()``.
    private mutating func takeEndOfBody() -> Bool {
        var (body, input) = (body, input)
        do throws(HTTPRefusal) {
            guard case .end? = try body.next(from: &input) else { return false }
        } catch {
            return false
        }
        (self.body, self.input) = (body, input)
        return true
    }

    // MARK: The body

    private mutating func readBody() throws(HTTPRefusal) -> Action? {
        if isAnswered, !keepsAlive { return finished() }
        if !isAnswered, let action = sayContinueIfOwed() { return action }
        if let piece = leftover {
            leftover = nil
            return isAnswered ? drain(piece) : .piece(piece)
        }
        switch try nextPiece() {
        case nil: return .read
        case .data(let piece): return isAnswered ? drain(piece) : .piece(piece)
        case .end:
            phase = .over
            return isAnswered ? nil : .bodyEnd
        }
    }

    private mutating func drain(_ piece: ByteBuffer) -> Action? {
        drained += piece.readableBytes
        return drained > limits.drainBytesMax ? finished() : nil
    }

    private mutating func nextPiece() throws(HTTPRefusal) -> HTTPBodyReader.Piece? {
        let piece = try body.next(from: &input)
        if piece == nil, isInputClosed { throw .badRequest("the body is cut") }
        return piece
    }
}

extension ByteBuffer {
    /// As `withUnsafeReadableBytes`, which cannot say what it throws.
    fileprivate func withReadableBytes<Value>(
        _ body: (UnsafeRawBufferPointer) throws(IPPError) -> Value
    ) throws(IPPError) -> Value {
        let result: Result<Value, IPPError> = withUnsafeReadableBytes { bytes in
            do throws(IPPError) { return .success(try body(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
