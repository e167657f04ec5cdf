internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import PrintModel

/// Why a connection to a device could not be made, or is over.
enum LineFailure: Error, Hashable {
    case cancelled
    /// What the system said.
    case system(CInt)
    /// The other end closed it, or nobody knows more than that it is closed.
    case closed
    /// No answer to our wish to connect, or to what we said since.
    case silent
    case noSuchHost

    init(_ error: any Error) {
        switch error {
        case let error as LineFailure: self = error
        case let error as IOError: self = .system(error.errnoCode)
        case ChannelError.connectTimeout: self = .silent
        case let error as NIOConnectionError:
            let each = error.connectionErrors.map { LineFailure($0.error) }
            // Somebody who refuses says more than somebody who keeps silent.
            self = each.first { if case .system = $0 { true } else { false } } ?? each.first ?? .noSuchHost
        case is CancellationError: self = .cancelled
        default: self = .closed
        }
    }

    /// In words, as the end of a sentence.
    var words: String {
        switch self {
        case .cancelled: return "stopped"
        case .closed: return "closed the connection"
        case .silent: return "does not answer"
        case .noSuchHost: return "no such host"
        case .system(let code):
            let text = String(cString: strerror(code))
            return text.prefix(1).lowercased() + text.dropFirst()
        }
    }

    /// Before any byte of a job was sent.
    func trouble(with place: NetworkPlace, after: Duration? = nil) -> DeviceTrouble {
        let message = "\(place.text): \(words)"
        switch self {
        case .system(ECONNREFUSED):
            // Printers refuse while they print for somebody else (and while nobody listens, which looks the same).
            return DeviceTrouble(
                .busy, reason: "connecting-to-device", message: "\(message) (busy, or nobody listens there)",
                after: after)
        case .system(EMFILE), .system(ENFILE), .system(ENOBUFS), .system(ENOMEM), .system(EADDRNOTAVAIL):
            return DeviceTrouble(.local, reason: "other", message: message)
        case .system(EACCES), .system(EPERM):
            return DeviceTrouble(
                .misconfigured, reason: "configuration-change",
                message: "\(message): connecting from a reserved port takes root (reserve= in the device URI)")
        default:
            return DeviceTrouble(.away, reason: "connecting-to-device", message: message, after: after)
        }
    }
}

extension NetworkPlace {
    func stalled(for time: Duration, _ facts: TransportFacts) -> DeviceTrouble {
        DeviceTrouble(
            reason: "timed-out",
            message: "\(text) has taken no data for \(time.components.seconds) s, after \(facts.acknowledged) bytes: "
                + "it may be out of paper, or stand still")
    }
}

extension LineFailure {
    /// What the device did, or did not do.
    var phrase: String {
        switch self {
        case .system, .noSuchHost: "broke the connection (\(words))"
        case .cancelled, .closed, .silent: words
        }
    }
}
