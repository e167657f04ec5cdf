public import PrintModel

/// Where documents may be fetched from.
///
/// A server that fetches what a stranger names can be made to knock on doors that the stranger cannot reach: itself, the
/// machine's own services, a cloud's metadata. So nothing is fetched unless an administrator says from where, and what
/// is never a document server stays shut even then, unless it is named by a range of its own.
public struct FetchPolicy: Hashable, Sendable {
    public var ranges: [AddressRange]
    /// Besides ``ranges``, everywhere but ``forbidden``.
    public var allowsOthers: Bool
    /// Only by https, also where one place points on to another.
    public var onlyEncrypted: Bool
    private var allowsEveryPort = false

    public init(ranges: [AddressRange], allowsOthers: Bool = false, onlyEncrypted: Bool = false) {
        self.ranges = ranges
        self.allowsOthers = allowsOthers
        self.onlyEncrypted = onlyEncrypted
    }

    /// For what no stranger names but an administrator: at whatever address and port he says, this machine's too.
    public static func namedByAdministrator(onlyEncrypted: Bool) -> Self {
        var policy = Self(
            ranges: ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }, onlyEncrypted: onlyEncrypted)
        policy.allowsEveryPort = true
        return policy
    }

    /// - Parameter own: the addresses of this machine.
    public func allows(_ address: InternetAddress, own: Set<InternetAddress>) -> Bool {
        if ranges.contains(where: { $0.contains(address) }) { return true }
        return allowsOthers && !Self.forbidden.contains { $0.contains(address) } && !own.contains(address)
    }

    /// The usual ports of the web, and those that no system service has.
    public func allows(port: Int) -> Bool { allowsEveryPort || port == 80 || port == 443 || port >= 1024 }

    /// This machine, the link (where clouds keep their metadata, 169.254.169.254 and fd00:ec2::254), shared address space
    /// (100.100.100.200 is another cloud's), groups, and what is no address at all (RFC 6890, RFC 4291).
    private static let forbidden = [
        "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/128", "::1/128", "fe80::/10", "fec0::/10", "fd00:ec2::/32", "ff00::/8",
    ].compactMap { AddressRange($0) }
}
