import IPP

extension Printer {
    /// The port at which anybody's octets are a job of this queue ("quire-raw-port"); `nil` for none.
    public static let rawPortAttribute = "quire-raw-port"

    public var rawPort: Int? {
        guard let port = attributes[Self.rawPortAttribute]?.integerValue, (1...65_535).contains(port) else {
            return nil
        }
        return Int(port)
    }

    /// Whether clients of line printer daemons (RFC 1179) may print here, where the server has one; they may, unless somebody
    /// said that they may not.
    public static let lineAttribute = "quire-lpd"

    /// The rule among the queue's that `quirectl share on --to` wrote, as text: the next --to takes its place, and that of no
    /// other.
    public static let sharingRuleAttribute = "quire-share-rule"

    public var takesLineJobs: Bool { attributes[Self.lineAttribute]?.values.first?.boolValue ?? true }
}

extension SystemRecord {
    /// Whether printers that are shared are: CUPS' "share printers connected to this system". `true` unless somebody said no.
    public static let sharingAttribute = "quire-shares-printers"

    public var sharesPrinters: Bool { attributes[Self.sharingAttribute]?.values.first?.boolValue ?? true }
}
