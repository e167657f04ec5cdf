internal import Glibc
internal import Logging
import NIOCore
internal import NIOSSL
internal import Operations
internal import PrintModel

/// One client: carries out what ``RequestMachine`` says, on its event loop.
///
/// It reads by its own decision (`autoRead` is off), so that neither a slow service nor a client that sends without
/// reading makes it hold more than ``HTTPLimits/bufferedBytesMax`` and one read.
final class HTTPConnection: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What all connections of a server share.
    struct House: Sendable {
        let service: any PrintService
        let pages: (any PageHandler)?
        let gate: RequestGate
        let limits: HTTPLimits
        let occupancy: Occupancy
        let tls: NIOSSLContext?
        let log: Logger
    }

    /// Where the answer to the request in hand is being made.
    private struct Work {
        var number: Int
        var pipe: DocumentPipe?
        var task: Task<Void, Never>?
    }

    /// How far the connection's end has come.
    private enum Ending {
        case no
        /// The last answer is being written.
        case writing
        /// It is written: what still comes is thrown away until the client ends, so that no reset destroys the answer.
        case lingering
    }

    /// Its index in the roll; the roll's own.
    var place = -1

    private let house: House
    private let roll: ConnectionRoll
    private var machine: RequestMachine
    private var clock: ConnectionClock
    private var context: ChannelHandlerContext?

    private var caller: Caller?
    private var work: Work?
    private var workNumber = 0
    /// What the client is told once the service has let go of a request whose body broke.
    private var refusal: HTTPRefusal?

    private var out = ByteBuffer()
    private var ending = Ending.no
    private var hasSeenBytes = false
    private var isReading = false
    private var isPipeFull = false
    private var isProceeding = false
    private var isEndAwaited = false
    private var mayHaveUnsent = false
    private var answerFraming = AnswerFraming.close

    init(house: House, roll: ConnectionRoll, requester: Requester) {
        self.house = house
        self.roll = roll
        machine = RequestMachine(gate: house.gate, limits: house.limits, requester: requester)
        clock = ConnectionClock(limits: house.limits, now: roll.loop.now)
    }

    // MARK: What the channel says

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { start() }
    }

    func channelActive(context: ChannelHandlerContext) {
        start()
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { lost() }

    func channelInactive(context: ChannelHandlerContext) {
        lost()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if !hasSeenBytes, bytes.readableBytes > 0 {
            hasSeenBytes = true
            if isTLSRecord(bytes) { return beginTLS(with: data, in: context) }
        }
        clock.received(bytes.readableBytes)
        machine.received(bytes)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        proceed()
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            machine.inputClosed()
            proceed()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { proceed() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        house.log.debug("connection ends", metadata: ["error": "\(error)", "from": "\(machine.requester.host)"])
        context.close(promise: nil)
    }

    // MARK: Its life

    private func start() {
        guard place < 0 else { return }
        roll.add(self)
        if house.occupancy.connectionOpened() { makeRoom() }
        if roll.isStopping { end(); return }
        read()
    }

    private func makeRoom() {
        guard !roll.shedIdle(except: self) else { return }
        house.log.warning("no room for another connection", metadata: ["from": "\(machine.requester.host)"])
        refuse(HTTPRefusal(503, "too many connections"))
    }

    private func lost() {
        guard place >= 0 else { return }
        roll.remove(self)
        house.occupancy.connectionClosed()
        work?.pipe?.fail(DocumentPipeError.connectionLost)
        context = nil
    }

    var isIdle: Bool { clock.progress == .idle && work == nil && ending == .no }
    var idleSince: NIODeadline { clock.since }

    func end() { context?.close(promise: nil) }

    func takeNoMore() {
        machine.takeNoMore()
        if isIdle { end() }
    }

    func cut() {
        work?.task?.cancel()
        work?.pipe?.fail(CancellationError())
        end()
    }

    func checkDeadlines(now: NIODeadline) {
        if mayHaveUnsent {
            let unsent = (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
            mayHaveUnsent = unsent > 0
            if clock.isStuck(unsent: unsent, now: now) { return cut(because: "the client takes no answer") }
        }
        switch clock.verdict(now: now) {
        case .fine: break
        case .endIdle, .endNow: end()
        case .tooSlow(let reason):
            guard work == nil else { return cut(because: reason) }
            refuse(HTTPRefusal(408, reason))
        }
    }

    private func cut(because reason: String) {
        house.log.info("connection cut", metadata: ["because": "\(reason)", "from": "\(machine.requester.host)"])
        work?.pipe?.fail(HTTPRefusal(408, reason))
        end()
    }

    // MARK: Going on

    /// Does what there is to do, until bytes, an answer, or room for answers is missing; all into one write.
    ///
    /// - Parameter first: done before that; when the connection is going on already, it is all that is done.
    private func proceed(after first: () -> Void = {}) {
        guard !isProceeding, let context else { return first() }
        isProceeding = true
        out = roll.takeScratch()
        first()
        while step(in: context) {}
        flush(in: context)
        roll.giveBack(scratch: &out)
        isProceeding = false
        clock.enter(ending == .writing ? .answer : machine.progress, now: roll.loop.now)
    }

    /// - Returns: whether there may be more to do.
    private func step(in context: ChannelHandlerContext) -> Bool {
        guard !isPipeFull else { return false }
        if out.readableBytes >= Self.flushBytes {
            flush(in: context)
            guard context.channel.isWritable else { return false }
        }
        switch machine.next() {
        case .read:
            read()
            return false
        case .wait:
            if machine.bufferedBytes < house.limits.bufferedBytesMax { read() }
            return false
        case .sayContinue:
            out.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
            flush(in: context)
        case .ipp(let message, let document): answer(message, document)
        case .page(let hasBody): answerPage(hasBody: hasBody)
        case .startTLS: startTLS(in: context)
        case .answer(let answer): write(answer)
        case .piece(let piece): return push(piece)
        case .bodyEnd: work?.pipe?.finish()
        case .bodyBroken(let refusal):
            self.refusal = refusal
            work?.pipe?.fail(refusal)
        case .refuse(let refusal): write(refusal)
        case .finish: ending = .writing
        case .close:
            // With an answer on its way, its last byte ends the connection.
            if ending != .writing { context.close(promise: nil) }
            return false
        }
        return true
    }

    private func read() {
        guard !isReading, !isPipeFull, let context else { return }
        isReading = true
        context.read()
    }

    private func push(_ piece: ByteBuffer) -> Bool {
        guard let pipe = work?.pipe, !pipe.push(piece) else { return true }
        isPipeFull = true
        clock.paused(now: roll.loop.now)
        return false
    }

    private func pipeHasRoom(_ number: Int) {
        guard isPipeFull, work?.number == number else { return }
        pipeIsEmpty()
        proceed()
    }

    private func pipeIsEmpty() {
        guard isPipeFull else { return }
        isPipeFull = false
        clock.resumed(now: roll.loop.now)
    }

    // MARK: Asking for an answer

    private func answer(_ message: [UInt8], _ document: RequestMachine.Document) {
        let caller = currentCaller()
        if case .none = document, let bytes = house.service.readyAnswer(to: message, from: caller) {
            return writeIPP(bytes)
        }
        let hasDocument = if case .follows = document { true } else { false }
        let service = house.service
        begin(hasBody: hasDocument) { stream in
            Answer(await service.answer(to: message, document: stream, from: caller))
        }
    }

    private func answerPage(hasBody: Bool) {
        guard let head = machine.head, let pages = house.pages else { return }
        let caller = currentCaller()
        begin(hasBody: hasBody) { stream in
            let request = PageRequest(
                method: head.method, path: head.path, query: head.query, fields: head.fields, body: stream,
                caller: caller)
            guard let page = await pages.answer(to: request) else { return RequestGate.notHere(head) }
            return Answer(page)
        }
    }

    private func currentCaller() -> Caller {
        if machine.isHeadRepeated, let caller { return caller }
        let head = machine.head
        let made = Caller(requester: machine.requester, authority: head?.authority, path: head?.path ?? "/")
        caller = made
        return made
    }

    /// Has an answer made in a task of its own. The task belongs to this connection: it ends with ``cut()``, not with the
    /// client, because a job that was sent whole is printed even when its sender has gone.
    private func begin(hasBody: Bool, _ make: @escaping @Sendable (DocumentStream) async -> Answer) {
        let source = machine.requester.host
        guard house.occupancy.enter(source) else {
            house.log.warning("too many requests in hand", metadata: ["from": "\(source)"])
            return write(Answer(HTTPRefusal(503, "busy; try again"), fields: [HTTPField("Retry-After", "1")]))
        }
        workNumber += 1
        let (number, occupancy) = (workNumber, house.occupancy)
        let connection = NIOLoopBound(self, eventLoop: roll.loop)
        let pipe = hasBody ? makePipe(number, connection) : nil
        let stream = pipe?.stream ?? DocumentStream { nil }
        let task = Task { @Sendable in
            let answer = await make(stream)
            pipe?.fail(DocumentPipeError.requestIsOver)
            await Self.send(answer, number, on: connection)
            occupancy.leave(source)
        }
        work = Work(number: number, pipe: pipe, task: task)
    }

    private func makePipe(_ number: Int, _ connection: NIOLoopBound<HTTPConnection>) -> DocumentPipe {
        DocumentPipe(bufferedBytesMax: house.limits.bufferedBytesMax) {
            connection.eventLoop.execute { connection.value.pipeHasRoom(number) }
        }
    }

    private func workDone(_ number: Int, _ answer: Answer) {
        guard work?.number == number, context != nil else { return }
        finishWork()
        proceed { write(refusal.map { Answer($0) } ?? answer) }
    }

    private func finishWork() {
        work = nil
        pipeIsEmpty()
    }

    // MARK: Long answers

    /// Sends an answer: at once, or piece by piece, each when the client has taken the one before.
    private static func send(_ answer: Answer, _ number: Int, on connection: NIOLoopBound<HTTPConnection>) async {
        let loop = connection.eventLoop
        guard let rest = answer.rest else { return loop.execute { connection.value.workDone(number, answer) } }
        do {
            guard try await loop.submit({ connection.value.beginLong(number, answer) }).get() else { return }
            while let piece = try await rest.next() {
                try await loop.flatSubmit { connection.value.writeLong(number, piece) }.get()
            }
            loop.execute { connection.value.endLong(number) }
        } catch {
            loop.execute { connection.value.breakLong(number, error) }
        }
    }

    /// - Returns: whether the rest is wanted.
    private func beginLong(_ number: Int, _ answer: Answer) -> Bool {
        guard work?.number == number, context != nil else { return false }
        if let refusal {
            workDone(number, Answer(refusal))
            return false
        }
        if machine.head?.method == "HEAD" {
            var answer = answer
            (answer.rest, answer.bytes) = (nil, [])
            workDone(number, answer)
            return false
        }
        let isOld = machine.head?.isVersion1_0 ?? false
        proceed {
            answerFraming = isOld ? .close : .chunked
            if isOld { machine.takeNoMore() }
            writeHead(of: answer, framing: answerFraming, keepsAlive: machine.answering())
            writePart(answer.bytes)
        }
        return true
    }

    private func writeLong(_ number: Int, _ piece: [UInt8]) -> EventLoopFuture<Void> {
        guard work?.number == number, let context else {
            return roll.loop.makeFailedFuture(DocumentPipeError.connectionLost)
        }
        clock.wrote(now: roll.loop.now)
        mayHaveUnsent = true
        var chunk = context.channel.allocator.buffer(capacity: piece.count + 20)
        if answerFraming == .chunked, !piece.isEmpty { chunk.writeChunk(piece) } else { chunk.writeBytes(piece) }
        let written = roll.loop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(chunk), promise: written)
        return written.futureResult
    }

    private func writePart(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if answerFraming == .chunked { out.writeChunk(bytes) } else { out.writeBytes(bytes) }
    }

    private func endLong(_ number: Int) {
        guard work?.number == number, context != nil else { return }
        finishWork()
        proceed {
            if answerFraming == .chunked { out.writeStaticString("0\r\n\r\n") }
            machine.answered()
        }
    }

    /// The last chunk is left out, so that the client knows. HTTP/1.0 has no chunks: there a reset has to say it.
    private func breakLong(_ number: Int, _ error: any Error) {
        guard work?.number == number, let context else { return }
        house.log.warning("an answer breaks off", metadata: ["error": "\(error)"])
        if answerFraming == .close { reset(context.channel) }
        end()
    }

    private func reset(_ channel: any Channel) {
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(Glibc.linger(l_onoff: 1, l_linger: 0))
    }

    // MARK: Writing

    private func writeIPP(_ bytes: [UInt8]) {
        let keepsAlive = machine.answering()
        out.reserveCapacity(minimumWritableBytes: bytes.count + 256)
        out.writeHead(
            status: 200, contentType: "application/ipp", fields: [], framing: .length(bytes.count),
            connection: connectionField(keepsAlive), date: roll.dateField)
        out.writeBytes(bytes)
        machine.answered()
    }

    private func write(_ answer: Answer) {
        writeHead(of: answer, framing: .length(answer.bytes.count), keepsAlive: machine.answering())
        if machine.head?.method != "HEAD" { out.writeBytes(answer.bytes) }
        machine.answered()
        refusal = nil
    }

    private func writeHead(of answer: Answer, framing: AnswerFraming, keepsAlive: Bool) {
        out.writeHead(
            status: answer.status, contentType: answer.contentType, fields: answer.fields, framing: framing,
            connection: connectionField(keepsAlive), date: roll.dateField)
    }

    private func connectionField(_ keepsAlive: Bool) -> StaticString? {
        guard keepsAlive else { return "Connection: close\r\n" }
        return machine.head?.isVersion1_0 == true ? "Connection: keep-alive\r\n" : nil
    }

    private func write(_ refusal: HTTPRefusal) {
        house.log.debug("refused", metadata: ["with": "\(refusal)", "from": "\(machine.requester.host)"])
        let answer = Answer(refusal)
        writeHead(of: answer, framing: .length(answer.bytes.count), keepsAlive: false)
        out.writeBytes(answer.bytes)
        ending = .writing
    }

    /// Refuses out of turn, because of a deadline or for want of room.
    private func refuse(_ refusal: HTTPRefusal) {
        machine.finish()
        proceed { write(refusal) }
    }

    private func flush(in context: ChannelHandlerContext) {
        if out.readableBytes > 0 {
            mayHaveUnsent = true
            context.writeAndFlush(wrapOutboundOut(out), promise: nil)
            out.clear()  // Nearly always everything is with the kernel by now, and the memory is used again.
        }
        if ending == .writing { lingerWhenWritten(in: context) }
    }

    private func lingerWhenWritten(in context: ChannelHandlerContext) {
        guard !isEndAwaited else { return }
        isEndAwaited = true
        let written = roll.loop.makePromise(of: Void.self)
        let connection = NIOLoopBound(self, eventLoop: roll.loop)
        written.futureResult.whenComplete { _ in connection.value.linger() }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    private func linger() {
        guard let context else { return }
        ending = .lingering
        context.close(mode: .output, promise: nil)
        proceed()
    }

    private static let flushBytes = 65_536
}

// MARK: - TLS

extension HTTPConnection {
    private func isTLSRecord(_ bytes: ByteBuffer) -> Bool {
        bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) == 0x16
    }

    /// The client speaks TLS from the first byte on: what was read goes through the pipeline once more, decrypted.
    private func beginTLS(with data: NIOAny, in context: ChannelHandlerContext) {
        guard insertTLS(in: context) else { return context.close(promise: nil) }
        context.pipeline.syncOperations.fireChannelRead(data)
    }

    /// RFC 2817 §3.3: a 101 in the clear, then the answer to the same request in TLS.
    private func startTLS(in context: ChannelHandlerContext) {
        out.writeStaticString(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: TLS/1.2, HTTP/1.1\r\n\r\n")
        flush(in: context)
        guard insertTLS(in: context) else { return context.close(promise: nil) }
        write(RequestGate.options)
    }

    private func insertTLS(in context: ChannelHandlerContext) -> Bool {
        guard let tls = house.tls else { return false }
        do {
            let handler = NIOSSLServerHandler(context: tls)
            try context.pipeline.syncOperations.addHandler(handler, position: .before(self))
        } catch {
            house.log.warning("TLS cannot begin", metadata: ["error": "\(error)"])
            return false
        }
        machine.startedTLS()
        return true
    }
}
