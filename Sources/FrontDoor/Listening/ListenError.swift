internal import Glibc

/// Why we cannot listen somewhere.
public struct ListenError: Error, CustomStringConvertible {
    public let place: String
    public let reason: String

    public init(_ place: String, _ reason: String) {
        self.place = place
        self.reason = reason
    }

    /// - Parameter call: the system call that has just failed.
    init(_ place: String, call: String) {
        let code = errno
        self.init(place, "\(call): \(String(cString: strerror(code))) (errno \(code))")
    }

    public var description: String { "cannot listen at \(place): \(reason)" }
}
