import IPP
import Logging
import NIOCore
import NIOSSL
import Operations
import PrintModel

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
        let doorkeeper: Doorkeeper
        let limits: HTTPLimits
        var ippLimits = IPPLimits.standard
        let occupancy: Occupancy
        /// How fast each source may ask; `nil` for as fast as it can.
        var pace: SourcePace?
        var limitBoard = LimitBoard()
        let tls: CertificateKeeper?
        var accessLog: AccessLog?
        let log: Logger
    }

    /// Where the answer to the request in hand is being made.
    struct Work {
        var number: Int
        var pipe: DocumentPipe?
        var task: Task<Void, Never>?
        /// Whether its answer waits for something to happen.
        var isWaiting = false
    }

    /// How far the connection's end has come.
    enum Ending {
        case no
        /// The last answer is being written.
        case writing
        /// It is written: what still comes is thrown away until the client ends, so that no reset destroys the answer.
        case lingering
    }

    /// Its index in the roll; the roll's own.
    var place = -1

    let house: House
    /// Who it counts for, when requests are counted.
    let source: String
    /// Who it is as far as is known without a proof, for those who look at one.
    let address: String
    /// Whether its source is slowed down when it asks too fast.
    let isPaced: Bool
    let roll: ConnectionRoll
    var machine: RequestMachine
    var clock: ConnectionClock
    var context: ChannelHandlerContext?

    var caller: Caller?
    /// Names in the certificate that the client has shown, once they were looked for.
    var certificateNames: [String]?
    /// Of the IPP request in hand, for the access log.
    var operationCode: Int16?
    var work: Work?
    var workNumber = 0
    /// What the attributes that are coming count for; the work's own once there is one.
    var attributes: AttributeShare?
    /// What the client is told once the service has let go of a request whose body broke.
    var refusal: HTTPRefusal?

    var out = ByteBuffer()
    var ending = Ending.no
    var hasSeenBytes = false
    var isReading = false
    var isPipeFull = false
    var isProceeding = false
    var isEndAwaited = false
    var mayHaveUnsent = false
    var answerFraming = AnswerFraming.close

    init(house: House, roll: ConnectionRoll, requester: Requester) {
        self.house = house
        self.roll = roll
        source = requester.source
        address = if case .network(let address, _) = requester.origin { address } else { requester.source }
        machine = RequestMachine(
            gate: house.gate, limits: house.limits, ippLimits: house.ippLimits, requester: requester)
        isPaced = house.pace != nil && !requester.isTrustedByKernel
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
            endWait()
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

    func start() {
        guard place < 0 else { return }
        roll.add(self)
        let isFull = house.occupancy.connectionOpened()
        if roll.isStopping { return end() }
        guard isFull, !roll.shedIdle(except: self) else { return read() }
        let connection = NIOLoopBound(self, eventLoop: roll.loop)
        roll.shedElsewhere().whenComplete { found in
            if case .success(true) = found { connection.value.read() } else { connection.value.turnAway() }
        }
    }

    private func turnAway() {
        if house.limitBoard.note(.connections) {
            house.log.warning("no room for another connection", metadata: ["from": "\(machine.requester.host)"])
        }
        refuse(HTTPRefusal(503, "too many connections"))
    }

    func lost() {
        guard place >= 0 else { return }
        roll.remove(self)
        house.occupancy.connectionClosed()
        work?.pipe?.fail(DocumentCutOff())
        endWait()
        attributes = nil
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

    func cut(because reason: String) {
        house.log.info("connection cut", metadata: ["because": "\(reason)", "from": "\(machine.requester.host)"])
        work?.pipe?.fail(DocumentCutOff())
        end()
    }

    // MARK: Going on

    /// Does what there is to do, until bytes, an answer, or room for answers is missing; all into one write.
    ///
    /// - Parameter first: done before that; when the connection is going on already, it is all that is done.
    func proceed(after first: () -> Void = {}) {
        guard !isProceeding, let context else { return first() }
        isProceeding = true
        out = roll.takeScratch()
        first()
        if mayWrite(in: context) { while step(in: context) {} }
        flush(in: context)
        roll.giveBack(scratch: &out)
        isProceeding = false
        clock.enter(ending == .writing ? .answer : machine.progress, now: roll.loop.now)
        if ending == .writing { lingerWhenWritten(in: context) }
    }

    /// A client that takes no answers is not asked for more requests.
    func mayWrite(in context: ChannelHandlerContext) -> Bool { ending == .lingering || context.channel.isWritable }

    /// - Returns: whether there may be more to do.
    func step(in context: ChannelHandlerContext) -> Bool {
        guard !isPipeFull else { return false }
        if out.readableBytes >= Self.flushBytes {
            flush(in: context)
            guard mayWrite(in: context) else { return false }
        }
        switch machine.next() {
        case .read:
            read()
            return false
        case .wait:
            if machine.bufferedBytes < house.limits.bufferedBytesMax { read() }
            return false
        case .sayContinue(let isAwaited):
            out.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
            if isAwaited { flush(in: context) }
        case .gathered(let octets):
            if !holdAttributes(octets) { write(.tooMuch(machine.giveUpAttributes())) }
        case .ipp(let message, let document): answer(message, document)
        case .page(let hasBody): answerPage(hasBody: hasBody)
        case .startTLS: startTLS(in: context)
        case .answer(let answer): write(answer)
        case .piece(let piece): return push(piece)
        case .bodyEnd: work?.pipe?.finish()
        case .bodyBroken(let refusal):
            self.refusal = refusal
            // The refusal is what the client hears; whoever reads the document learns that there is no more.
            work?.pipe?.fail(DocumentCutOff())
        case .refuse(let refusal): write(refusal)
        case .finish: ending = .writing
        case .close:
            // Half an answer may still be on its way to a client that has only ended its own direction.
            if ending == .no { ending = .writing } else if ending == .lingering { context.close(promise: nil) }
            return false
        }
        return true
    }

    func read() {
        guard !isReading, !isPipeFull, let context else { return }
        isReading = true
        context.read()
    }

    func push(_ piece: ByteBuffer) -> Bool {
        guard let pipe = work?.pipe, !pipe.push(piece) else { return true }
        isPipeFull = true
        clock.paused(now: roll.loop.now)
        return false
    }

    func pipeHasRoom(_ number: Int) {
        guard isPipeFull, work?.number == number else { return }
        pipeIsEmpty()
        proceed()
    }

    func pipeIsEmpty() {
        guard isPipeFull else { return }
        isPipeFull = false
        clock.resumed(now: roll.loop.now)
    }

    // MARK: Ending

    func lingerWhenWritten(in context: ChannelHandlerContext) {
        guard !isEndAwaited else { return }
        isEndAwaited = true
        let written = roll.loop.makePromise(of: Void.self)
        let connection = NIOLoopBound(self, eventLoop: roll.loop)
        written.futureResult.whenComplete { _ in connection.value.linger() }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    func linger() {
        guard let context else { return }
        ending = .lingering
        context.close(mode: .output, promise: nil)
        proceed()
    }

    /// Answers are collected up to this, then written.
    private static let flushBytes = 65_536
}
