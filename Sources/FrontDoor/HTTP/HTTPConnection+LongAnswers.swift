import Glibc
import Logging
import NIOCore
import PrintModel

/// Answers that are pulled piece by piece, each when the client has taken the one before.
extension HTTPConnection {
    /// Sends an answer: at once, or piece by piece, each when the client has taken the one before.
    static func send(_ answer: Answer, _ number: Int, on connection: NIOLoopBound<HTTPConnection>) async {
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
    func beginLong(_ number: Int, _ answer: Answer) -> Bool {
        guard work?.number == number, context != nil else { return false }
        if let refusal {
            workDone(number, Answer(refusal))
            return false
        }
        if machine.head?.method == "HEAD" {
            finishWork()
            proceed {
                writeHead(of: answer, framing: .chunked, keepsAlive: machine.answering())
                machine.answered()
            }
            return false
        }
        work?.isWaiting = answer.isWaiting
        if machine.hasEnded { endWait() }
        let isOld = machine.head?.isVersion1_0 ?? false
        proceed {
            answerFraming = isOld ? .close : .chunked
            if isOld { machine.takeNoMore() }
            writeHead(of: answer, framing: answerFraming, keepsAlive: machine.answering())
            write(part: answer.bytes, to: &out)
            noteAccess(status: answer.status, contentType: answer.contentType, answer.bytes, user: answer.user)
        }
        return true
    }

    /// The client has gone, or wants no more: what waits for it ends.
    func endWait() {
        if let work, work.isWaiting { work.task?.cancel() }
    }

    func writeLong(_ number: Int, _ piece: [UInt8]) -> EventLoopFuture<Void> {
        guard work?.number == number, let context else {
            return roll.loop.makeFailedFuture(DocumentPipeError.connectionLost)
        }
        clock.wrote(now: roll.loop.now)
        mayHaveUnsent = true
        var chunk = context.channel.allocator.buffer(capacity: piece.count + piece.count >> 7 + 20)
        write(part: piece, to: &chunk)
        let written = roll.loop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(chunk), promise: written)
        return written.futureResult
    }

    func write(part bytes: [UInt8], to buffer: inout ByteBuffer) {
        guard !bytes.isEmpty else { return }
        if answerFraming != .chunked {
            buffer.writeBytes(bytes)
        } else if machine.head?.isLibcups == true {
            buffer.writeLibcupsChunks(bytes, behind: 0)
        } else {
            buffer.writeChunk(bytes)
        }
    }

    func endLong(_ number: Int) {
        guard work?.number == number, context != nil else { return }
        finishWork()
        proceed {
            if answerFraming == .chunked { out.writeStaticString("0\r\n\r\n") }
            machine.answered()
        }
    }

    /// The last chunk is left out, so that the client knows. HTTP/1.0 has no chunks: there a reset has to say it.
    func breakLong(_ number: Int, _ error: any Error) {
        guard work?.number == number, let context else { return }
        house.log.warning("an answer breaks off", metadata: ["error": "\(error)"])
        if answerFraming == .close { reset(context.channel) }
        end()
    }

    func reset(_ channel: any Channel) {
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(Glibc.linger(l_onoff: 1, l_linger: 0))
    }
}
