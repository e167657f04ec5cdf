import NIOCore
import Operations
import PrintModel

/// An answer on its way to a client, whoever made it.
struct Answer: Sendable {
    var status: Int
    var contentType: String
    var fields: [HTTPField] = []
    var bytes: [UInt8]
    var rest: DocumentStream?
    /// Whether ``rest`` waits for something to happen (``ServiceAnswer/isWaiting``).
    var isWaiting = false
    /// Who has proved to ask, for the access log.
    var user: String?

    init(status: Int, contentType: String, fields: [HTTPField] = [], bytes: [UInt8], rest: DocumentStream? = nil) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.bytes = bytes
        self.rest = rest
    }

    init(_ answer: ServiceAnswer) {
        self.init(
            status: max(200, min(answer.httpStatus, 599)), contentType: answer.contentType, bytes: answer.bytes,
            rest: answer.rest)
        isWaiting = answer.isWaiting
    }

    init(_ page: PageAnswer) {
        self.init(
            status: max(200, min(page.status, 599)), contentType: page.contentType, fields: page.fields,
            bytes: page.bytes, rest: page.rest)
    }

    init(_ refusal: HTTPRefusal, fields: [HTTPField] = []) {
        self.init(
            status: refusal.status, contentType: Answer.plainText, fields: fields,
            bytes: Array("\(refusal.reason)\n".utf8))
    }

    static func text(_ status: Int, _ line: String, fields: [HTTPField] = []) -> Answer {
        Answer(status: status, contentType: plainText, fields: fields, bytes: Array("\(line)\n".utf8))
    }

    /// The same, made for whoever has proved to ask.
    func by(_ caller: Caller) -> Answer {
        guard let identity = caller.requester.identity else { return self }
        var answer = self
        answer.user = identity.name
        return answer
    }

    static let plainText = "text/plain; charset=utf-8"
}

/// How the end of an answer is told.
enum AnswerFraming: Hashable {
    case length(Int)
    case chunked
    /// By the end of the connection: the rest of an answer to HTTP/1.0.
    case close
    /// By the status: 204 and 304 have no content.
    case none
}

extension ByteBuffer {
    /// Writes a status line and fields. Values that could begin a new line are left out: they are our own mistake.
    mutating func writeHead(
        status: Int, contentType: String, fields: [HTTPField], framing: AnswerFraming, connection: StaticString?,
        date: [UInt8]
    ) {
        if status == 200 {
            writeStaticString("HTTP/1.1 200 OK\r\n")
        } else {
            writeStaticString("HTTP/1.1 ")
            writeDecimal(status)
            writeStaticString(" ")
            writeStaticString(HTTPStatus.phrase(status))
            writeStaticString("\r\n")
        }
        writeBytes(date)
        if !contentType.isEmpty, contentType.isFieldValue {
            writeStaticString("Content-Type: ")
            writeString(contentType)
            writeStaticString("\r\n")
        }
        for field in fields where field.value.isFieldValue && field.name.utf8.allSatisfy(\.isTokenCharacter) {
            writeString("\(field.name): \(field.value)\r\n")
        }
        switch framing {
        case .length(let count):
            writeStaticString("Content-Length: ")
            writeDecimal(count)
            writeStaticString("\r\n")
        case .chunked: writeStaticString("Transfer-Encoding: chunked\r\n")
        case .close, .none: break
        }
        if let connection { writeStaticString(connection) }
        writeStaticString("\r\n")
    }

    mutating func writeChunk(_ bytes: some Collection<UInt8>) {
        writeString("\(String(bytes.count, radix: 16))\r\n")
        writeBytes(bytes)
        writeStaticString("\r\n")
    }

    private mutating func writeDecimal(_ number: Int) {
        if number >= 10 { writeDecimal(number / 10) }
        writeInteger(UInt8(ascii: "0") + UInt8(number % 10))
    }
}

extension String {
    fileprivate var isFieldValue: Bool { utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 } }
}
