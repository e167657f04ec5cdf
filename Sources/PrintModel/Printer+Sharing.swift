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
}
