import IPP
import PrintModel

/// An operation that could not be done, and what the client is to be told.
struct OperationError: Error, Sendable, CustomStringConvertible {
    let status: StatusCode
    /// Goes out as "status-message": names the attribute and the value; no paths, no secrets.
    let message: String
    /// What goes into the Unsupported Attributes group (RFC 8011 §4.1.7).
    let unsupported: [Attribute]

    init(_ status: StatusCode, _ message: String, unsupported: [Attribute] = []) {
        self.status = status
        self.message = message
        self.unsupported = unsupported
    }

    var description: String { "\(status): \(message)" }

    /// What became of a failure somewhere below, translated once and here.
    init(translating error: any Error) {
        switch error {
        case let error as OperationError: self = error
        case let error as JobLifecycle.Refusal:
            self.init(.notPossible, "the job \(error.reason)")
        case let error as StoreError: self.init(error)
        case let error as CompressionProblem: self.init(.compressionError, error.reason)
        case let error as DocumentAccessProblem: self.init(.documentAccessError, error.reason)
        case let error as DeviceURIProblem: self.init(.notPossible, error.reason)
        case let error as DriverProblem: self.init(error)
        case let error as ResourceProblem: self.init(error)
        case is CancellationError: self.init(.serviceUnavailable, "the server is going down")
        case is DocumentCutOff: self.init(.badRequest, "the document ended early")
        default: self.init(.internalError, "something went wrong inside the server; its log says what")
        }
    }

    /// In cupsd's words, which its clients show.
    static let notShared = OperationError(.notAuthorized, "The printer or class is not shared.")

    private init(_ error: ResourceProblem) {
        let status: StatusCode =
            switch error.kind {
            case .noSuchResource: .notFound
            case .notPossible: .notPossible
            case .tooLarge: .requestEntityTooLarge
            case .tooMany: .temporaryError
            }
        self.init(status, error.reason)
    }

    private init(_ error: DriverProblem) {
        let status: StatusCode =
            switch error.kind {
            case .noSuchDriver: .notFound
            case .unusable: .documentFormatError
            case .notPossible: .notPossible
            case .failed: .temporaryError
            }
        self.init(status, error.reason)
    }

    /// In CUPS' words, which its tools pass on and scripts look for.
    static func noSuchJob(_ id: JobID) -> OperationError { OperationError(.notFound, "Job #\(id) does not exist.") }

    static func noSuchDocument(_ number: Int, of job: JobID) -> OperationError {
        OperationError(.notFound, "job \(job) has no document \(number)")
    }

    private init(_ error: StoreError) {
        switch error {
        case .noSuchJob(let id): self = .noSuchJob(id)
        case .noSuchDocument(let number, let job): self = .noSuchDocument(number, of: job)
        case .noSuchPrinter(let name): self.init(.notFound, "there is no printer \(name)")
        case .nameTaken(let name): self.init(.notPossible, "there is a printer \(name) already")
        case .full(let reason): self.init(.temporaryError, reason)
        case .tooLarge(let octetsMax):
            self.init(
                .requestEntityTooLarge, "the document is longer than \(octetsMax) octets, the most taken here")
        case .tooManyDocuments(let max):
            self.init(.tooManyDocuments, "the job has \(max) documents, the most a job may have")
        case .notPossible(let reason): self.init(.notPossible, reason)
        // cupsd's status, which its clients know.
        case .quotaReached(let reason): self.init(.notPossible, reason)
        case .fenced: self.init(.serviceUnavailable, "another run of this server has taken over")
        case .damaged(let reason): self.init(.internalError, reason)
        case .failed(let reason): self.init(.temporaryError, reason)
        }
    }
}
