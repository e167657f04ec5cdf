import Logging
import NIOCore
import PrintModel

/// Putting answers on the wire.
extension HTTPConnection {
    func writeIPP(_ bytes: [UInt8]) {
        let keepsAlive = machine.answering()
        out.reserveCapacity(minimumWritableBytes: bytes.count + bytes.count >> 7 + 256)
        let framing = framing(of: bytes.count)
        out.writeHead(
            status: 200, contentType: "application/ipp", fields: [], framing: framing,
            connection: connectionField(keepsAlive), date: roll.dateField)
        writeContent(bytes, framing)
        noteAccess(status: 200, contentType: "application/ipp", bytes)
        machine.answered()
    }

    private func framing(of octets: Int) -> AnswerFraming {
        guard let head = machine.head, head.isLibcups, !head.isVersion1_0 else { return .length(octets) }
        return octets >= LibcupsFraming.octetsWorthChunks ? .chunked : .length(octets)
    }

    private func writeContent(_ bytes: [UInt8], _ framing: AnswerFraming) {
        guard framing == .chunked else {
            out.writeBytes(bytes)
            return
        }
        // Behind the head, and behind a 100 that goes out with it.
        out.writeLibcupsChunks(bytes, behind: out.readableBytes)
        out.writeStaticString("0\r\n\r\n")
    }

    func write(_ answer: Answer) {
        let hasContent = answer.status != 204 && answer.status != 304
        let isContentSent = hasContent && machine.head?.method != "HEAD"
        let framing: AnswerFraming =
            isContentSent ? framing(of: answer.bytes.count) : hasContent ? .length(answer.bytes.count) : .none
        writeHead(of: answer, framing: framing, keepsAlive: machine.answering())
        if isContentSent { writeContent(answer.bytes, framing) }
        noteAccess(status: answer.status, contentType: answer.contentType, answer.bytes, user: answer.user)
        machine.answered()
        refusal = nil
    }

    func writeHead(of answer: Answer, framing: AnswerFraming, keepsAlive: Bool) {
        out.writeHead(
            status: answer.status, contentType: answer.contentType, fields: answer.fields, framing: framing,
            connection: connectionField(keepsAlive), date: roll.dateField)
    }

    func connectionField(_ keepsAlive: Bool) -> StaticString? {
        guard keepsAlive else { return "Connection: close\r\n" }
        return machine.head?.isVersion1_0 == true ? "Connection: keep-alive\r\n" : nil
    }

    func write(_ refusal: HTTPRefusal) {
        house.log.debug("refused", metadata: ["with": "\(refusal)", "from": "\(machine.requester.host)"])
        let answer = Answer(refusal)
        writeHead(of: answer, framing: .length(answer.bytes.count), keepsAlive: false)
        out.writeBytes(answer.bytes)
        noteAccess(status: answer.status, contentType: answer.contentType, answer.bytes)
        ending = .writing
    }

    /// Refuses out of turn, because of a deadline or for want of room.
    func refuse(_ refusal: HTTPRefusal) {
        machine.finish()
        proceed { write(refusal) }
    }

    func flush(in context: ChannelHandlerContext) {
        if out.readableBytes > 0 {
            mayHaveUnsent = true
            context.writeAndFlush(wrapOutboundOut(out), promise: nil)
            out.clear()  // Nearly always everything is with the kernel by now, and the memory is used again.
        }
    }
}
