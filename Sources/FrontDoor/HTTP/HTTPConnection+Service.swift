import Logging
import NIOCore
import Operations
import PrintModel

/// Having a request answered: at once when the answer lies ready, else by a task of its own.
extension HTTPConnection {
    func answer(_ message: [UInt8], _ document: RequestMachine.Document) {
        if isPaced, let seconds = secondsToWait() {
            attributes = nil
            return write(.tooFast(seconds, message))
        }
        guard holdAttributes(message.count) else { return write(.tooMuch(message)) }
        let caller = currentCaller()
        if house.accessLog != nil, message.count >= 4 {
            operationCode = Int16(bitPattern: UInt16(message[2]) << 8 | UInt16(message[3]))
        }
        if machine.proof == nil, shownNames().isEmpty, case .none = document,
            let bytes = house.service.readyAnswer(to: message, from: caller)
        {
            return writeIPP(bytes)
        }
        let hasDocument = if case .follows = document { true } else { false }
        let (service, doorkeeper) = (house.service, house.doorkeeper)
        begin(hasBody: hasDocument, for: caller, orElse: .tooMany(message)) { stream, caller in
            if !hasDocument, let bytes = service.readyAnswer(to: message, from: caller) {
                return Answer(ServiceAnswer(bytes: bytes))
            }
            let answer = await service.answer(to: message, document: stream, from: caller)
            guard answer.wantsProof, let question = doorkeeper.question(to: caller.requester) else {
                return Answer(answer)
            }
            return question
        }
    }

    /// As ``begin(hasBody:_:)``, for whoever the request proves to be; who proves nothing by it goes no further.
    private func begin(
        hasBody: Bool, for caller: Caller, orElse busy: @autoclosure () -> Answer = .tooMany(nil),
        _ make: @escaping @Sendable (DocumentStream, Caller) async -> Answer
    ) {
        let (proof, address, doorkeeper) = (machine.proof, address, house.doorkeeper)
        let names = proof == nil ? shownNames() : []
        begin(hasBody: hasBody, orElse: busy()) { stream in
            guard let proof else {
                var caller = caller
                if !names.isEmpty { caller.requester.identity = doorkeeper.certificateOwner?(names, address) }
                return await make(stream, caller).by(caller)
            }
            switch await doorkeeper.judge(caller.requester, by: proof, from: address) {
            case .turnedAway(let answer):
                await stream.drain(octetsMax: Self.drainedOctetsMax)
                return answer
            case .admitted(let requester):
                var caller = caller
                caller.requester = requester
                return await make(stream, caller).by(caller)
            }
        }
    }

    /// Of a document that comes with a wrong password; a longer one is cut off.
    private static let drainedOctetsMax = 64 << 20

    func answerPage(hasBody: Bool) {
        guard let head = machine.head, let pages = house.pages else { return }
        if isPaced, let seconds = secondsToWait() { return write(.tooFast(seconds, nil)) }
        let caller = currentCaller()
        begin(hasBody: hasBody, for: caller) { stream, caller in
            let request = PageRequest(
                method: head.method, path: head.path, query: head.query, fields: head.fields, body: stream,
                caller: caller)
            guard let page = await pages.answer(to: request) else { return RequestGate.notHere(head) }
            return Answer(page)
        }
    }

    func currentCaller() -> Caller {
        if machine.isHeadRepeated, let caller { return caller }
        let head = machine.head
        let made = Caller(
            requester: machine.requester, authority: head?.authority, path: head?.path ?? "/",
            takesParts: head?.field("accept")?.lowercased().contains("multipart/related") ?? false)
        caller = made
        return made
    }

    /// Has an answer made in a task of its own. The task belongs to this connection: it ends with ``cut()``, not with the
    /// client, because a job that was sent whole is printed even when its sender has gone.
    ///
    /// - Parameter busy: what is said when there are too many in hand.
    func begin(
        hasBody: Bool, orElse busy: @autoclosure () -> Answer = .tooMany(nil),
        _ make: @escaping @Sendable (DocumentStream) async -> Answer
    ) {
        let source = self.source
        let attributes = self.attributes
        self.attributes = nil
        guard house.occupancy.enter(source) else {
            if house.limitBoard.note(.requestsInHand) {
                house.log.warning(
                    "too many requests in hand; the limit requests-in-hand says how many there may be",
                    metadata: ["from": "\(address)"])
            }
            return write(busy())
        }
        workNumber += 1
        let (number, occupancy) = (workNumber, house.occupancy)
        let connection = NIOLoopBound(self, eventLoop: roll.loop)
        let pipe = hasBody ? makePipe(number, connection) : nil
        let stream = pipe?.stream ?? DocumentStream { nil }
        let task = Task { @Sendable in
            let answer = await RequestMark.$current.withValue(RequestMark.next()) { await make(stream) }
            pipe?.fail(DocumentPipeError.requestIsOver)
            // One that waits for something to happen holds nobody up: whoever lets it wait counts it.
            if answer.isWaiting { occupancy.leave(source) }
            await Self.send(answer, number, on: connection)
            if !answer.isWaiting { occupancy.leave(source) }
            withExtendedLifetime(attributes) {}
        }
        work = Work(number: number, pipe: pipe, task: task)
    }

    func makePipe(_ number: Int, _ connection: NIOLoopBound<HTTPConnection>) -> DocumentPipe {
        DocumentPipe(bufferedBytesMax: house.limits.bufferedBytesMax) {
            connection.eventLoop.execute { connection.value.pipeHasRoom(number) }
        }
    }

    func workDone(_ number: Int, _ answer: Answer) {
        guard work?.number == number, context != nil else { return }
        finishWork()
        proceed { write(refusal.map { Answer($0) } ?? answer) }
    }

    func finishWork() {
        work = nil
        pipeIsEmpty()
    }
}
