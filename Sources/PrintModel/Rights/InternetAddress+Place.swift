internal import Glibc

extension InternetAddress {
    /// The address at the other end of a connection as it is written everywhere here: on a socket for both kinds IPv4's come as
    /// `::ffff:10.0.0.1`, which is 10.0.0.1. What else there is stays as it is.
    ///
    /// NAT64's are left alone: they are of the network, where anybody can have one.
    public static func plain(_ text: String) -> String {
        guard let six = six(text), six.starts(with: mapped) else { return text }
        return InternetAddress(octets: six).description
    }

    /// What is counted together where one source may have so much and no more: an IPv4 address; of IPv6 the network of 64
    /// bits (RFC 4291 §2.5.4), because each host has all the addresses in it. What is no address stays as it is.
    public static func place(of text: String) -> String {
        guard let six = six(text) else { return text }
        guard !six.starts(with: mapped) else { return InternetAddress(octets: six).description }
        return Self.text(ofSix: six.prefix(8) + Array(repeating: 0, count: 8)) + "/64"
    }

    private static func six(_ text: String) -> [UInt8]? {
        var address = in6_addr()
        guard text.utf8.contains(UInt8(ascii: ":")),
            inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &address) == 1
        else { return nil }
        return withUnsafeBytes(of: &address) { Array($0) }
    }
}
