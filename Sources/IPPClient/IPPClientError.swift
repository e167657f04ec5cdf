#if canImport(Glibc)
import Glibc
#endif

/// Why a request has no answer in IPP. An answer that says no is not one of these: see ``IPPRefusal``.
public enum IPPClientError: Error, Sendable, CustomStringConvertible {
    /// Nothing answers at `address`. `errno` is what the system said, where it said a number.
    case unreachable(address: String, errno: CInt?, reason: String)
    /// TLS could not be agreed on, the certificate is not trusted, or the server does not offer TLS.
    case tls(address: String, reason: String)
    /// No byte came or went for as long as ``IPPClientOptions`` allows.
    case timedOut(address: String, waitingFor: String)
    /// The server closed the connection before its answer was complete.
    case closedEarly(address: String)
    /// An HTTP answer other than 200, after every credential we have was tried.
    case http(status: Int, reason: String)
    /// HTTP 200, but what came is not IPP.
    case notIPP(reason: String)
    /// The document to send could not be read to its end.
    case document(reason: String)
    /// The task that asked was cancelled.
    case cancelled

    public var description: String {
        switch self {
        case .unreachable(let address, _, let reason): "\(address): \(reason)"
        case .tls(let address, let reason): "\(address): no encrypted connection: \(reason)"
        case .timedOut(let address, let what): "\(address): timed out waiting for \(what)"
        case .closedEarly(let address): "\(address): closed the connection before it answered"
        case .http(let status, let reason): "the server answered HTTP \(status) \(reason)"
        case .notIPP(let reason): "the server's answer is not IPP: \(reason)"
        case .document(let reason): "cannot read the document: \(reason)"
        case .cancelled: "cancelled"
        }
    }

    /// Whether the same request might succeed later without anybody changing it.
    public var isWorthTryingAgain: Bool {
        switch self {
        case .unreachable, .timedOut, .closedEarly: true
        case .http(let status, _): status >= 500
        case .tls, .notIPP, .document, .cancelled: false
        }
    }
}

/// What the system says about an errno.
func describe(errno code: CInt) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
}
