import IPP
internal import Logging
public import PrintModel

/// Answers IPP requests: reads the frame, finds the operation, asks the access rules, runs it, writes the answer.
public struct OperationService: PrintService {
    private let context: OperationContext
    private let readyAnswers: ReadyAnswers
    private let auditor: Auditor
    private let log: Logger

    public init(context: OperationContext) {
        self.context = context
        self.readyAnswers = ReadyAnswers(context: context)
        self.auditor = Auditor(context: context)
        self.log = Logger(label: "quire.operations")
    }

    public func readyAnswer(to message: [UInt8], from caller: Caller) -> [UInt8]? {
        readyAnswers.answer(to: message, from: caller)
    }

    public func answer(to bytes: [UInt8], document: DocumentStream, from caller: Caller) async -> ServiceAnswer {
        guard bytes.count >= 8 else {
            return ServiceAnswer(httpStatus: 400, contentType: "text/plain", bytes: Array("not an IPP message\n".utf8))
        }
        let header = Self.header(of: bytes)
        let response: IPPResponse
        var wantsProof = false
        let trail = Trail()
        do {
            response = try await respond(to: bytes, header: header, document: document, from: caller, trail)
        } catch {
            let problem = OperationError(translating: error)
            if problem.status == .internalError { log.error("operation failed: \(error)") }
            response = IPPResponse(problem)
            wantsProof = Self.isHelpedByProof(problem, header) && context.policy.isAnonymous(caller.requester)
            await document.drain(octetsMax: Self.drainedOctetsMax)
        }
        await auditor.note(OperationID(rawValue: header.code), response.status, from: caller, trail)
        var answer = encode(response, answering: header, bytes: bytes, from: caller)
        answer.wantsProof = wantsProof
        return answer
    }

    /// Whether it was refused because nobody knows who asks. Printing is not: a printer that asks for a password which its
    /// client cannot give is one that does not print, and who may not print is told so in IPP.
    private static func isHelpedByProof(_ problem: OperationError, _ header: Header) -> Bool {
        switch problem.status {
        case .notAuthenticated: return true
        case .notAuthorized:
            let operation = OperationTable.byID[OperationID(rawValue: header.code)]
            return operation.map { type(of: $0).access != .printing } ?? false
        default: return false
        }
    }

    /// What is read on after a refusal, as long as most documents are; a longer one is cut off by the way in. libcups shows
    /// its user "successful-ok" for a refusal that came while it was sending.
    private static let drainedOctetsMax = 64 << 20

    /// The first eight octets, which every answer needs, however broken the rest is.
    private struct Header: Sendable {
        var version: IPPVersion
        var code: Int16
        var requestID: Int32
    }

    private static func header(of bytes: [UInt8]) -> Header {
        Header(
            version: IPPVersion(bytes[0], bytes[1]),
            code: Int16(bitPattern: UInt16(bytes[2]) << 8 | UInt16(bytes[3])),
            requestID: bytes[4..<8].reduce(Int32(0)) { $0 << 8 | Int32($1) })
    }

    /// The checks in the order of RFC 8011 §4.1.1 to §4.1.5, then the operation.
    private func respond(
        to bytes: [UInt8], header: Header, document: DocumentStream, from caller: Caller, _ trail: Trail
    ) async throws -> IPPResponse {
        guard RequestFrame.isSupported(header.version) else {
            throw OperationError(.versionNotSupported, "IPP \(header.version) is not supported; 2.2 is")
        }
        guard header.requestID > 0 else {
            throw OperationError(.badRequest, "request-id is \(header.requestID); it must be 1 or more")
        }
        let message: IPPMessage
        do {
            message = try IPPMessage(decoding: bytes, limits: context.settings.ippLimits)
        } catch {
            throw OperationError(Self.status(for: error.code), error.description)
        }
        trail.read(message)
        guard let operation = OperationTable.byID[OperationID(rawValue: header.code)],
            type(of: operation).isOffered(in: context)
        else {
            throw OperationError(
                .operationNotSupported,
                "operation 0x\(String(UInt16(bitPattern: header.code), radix: 16)) is not supported")
        }
        let request = try await context.admit(
            IPPRequest(message, from: caller, document: document, trail: trail), to: type(of: operation))
        return try await operation.run(request, in: context)
    }

    /// The one place where what the codec refuses becomes a status (RFC 8011 §4.1.6).
    private static func status(for code: IPPError.Code) -> StatusCode {
        switch code {
        case .valueTooLong: .requestValueTooLong
        case .tooManyBytes, .tooManyAttributes, .tooManyValues, .nestedTooDeep: .requestEntityTooLarge
        default: .badRequest
        }
    }

    private func encode(
        _ response: IPPResponse, answering header: Header, bytes request: [UInt8], from caller: Caller
    ) -> ServiceAnswer {
        let version = RequestFrame.answerVersion(for: header.version)
        if let waiting = response.waiting {
            return WaitingAnswerWriter(
                answers: waiting,
                encode: { $0.ippMessage(version: version, requestID: header.requestID).encoded() },
                onError: { IPPResponse(OperationError(translating: $0)) }
            ).answer(inParts: caller.takesParts)
        }
        let message = response.ippMessage(version: version, requestID: header.requestID)
        if let pages = response.pages {
            var start: [UInt8] = []
            message.encode(into: &start, ending: false)
            return ServiceAnswer(bytes: start, rest: Self.encoded(pages))
        }
        let bytes = message.encoded()
        readyAnswers.keep(bytes, answering: request, from: caller)
        return ServiceAnswer(bytes: bytes, rest: response.document)
    }

    /// The groups of each page as octets, and the end tag behind the last.
    private static func encoded(_ pages: @escaping @Sendable () async throws -> [AttributeGroup]?) -> DocumentStream {
        let end = EndTag()
        return DocumentStream {
            guard let groups = try await pages() else { return await end.take() }
            var bytes: [UInt8] = []
            for group in groups { group.encode(into: &bytes) }
            return bytes
        }
    }

    private actor EndTag {
        private var isTaken = false
        func take() -> [UInt8]? {
            defer { isTaken = true }
            return isTaken ? nil : [GroupTag.end.rawValue]
        }
    }
}
