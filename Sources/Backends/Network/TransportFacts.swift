internal import Glibc

/// What the kernel knows of a TCP connection (tcp(7), TCP_INFO and SIOCOUTQ).
struct TransportFacts: Hashable, Sendable {
    /// Octets written and not acknowledged by the other end.
    var unacknowledged = 0
    /// Octets of ours that the other end's kernel has acknowledged; 0 where the kernel does not say.
    var acknowledged: Int64 = 0
    /// Since it last acknowledged anything, be it an empty probe.
    var silence = Duration.zero

    init() {}

    /// - Parameter descriptor: of a connected TCP socket.
    init(of descriptor: CInt) {
        var queued: CInt = 0
        if ioctl(descriptor, UInt(TIOCOUTQ), &queued) == 0 { unacknowledged = Int(queued) }
        var info = [UInt8](repeating: 0, count: Self.infoOctetsMax)
        var length = socklen_t(info.count)
        guard getsockopt(descriptor, CInt(IPPROTO_TCP), TCP_INFO, &info, &length) == 0 else { return }
        func number<Number: FixedWidthInteger>(at offset: Int, _: Number.Type) -> Number? {
            guard offset + MemoryLayout<Number>.size <= Int(length) else { return nil }
            return info.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
        }
        silence = .milliseconds(Int64(number(at: Self.lastAckReceived, UInt32.self) ?? 0))
        // The first octet is the SYN.
        acknowledged = max(0, Int64(clamping: number(at: Self.bytesAcked, UInt64.self) ?? 0) - 1)
    }

    // struct tcp_info of <linux/tcp.h>, which grows at its end; that of <netinet/tcp.h> lacks the second.
    private static let lastAckReceived = 56
    private static let bytesAcked = 120
    private static let infoOctetsMax = 256
}
