internal import PrintModel

/// Where a printer is asked by SNMP what it uses up: a part of the device URIs of printers that print what a wire brings.
///
/// | option | what it says |
/// |---|---|
/// | `snmp=off` | nothing is asked |
/// | `snmp-community=NAME` | what the printer wants to hear; `public` without it. It is no secret: SNMPv1 sends it in the clear |
/// | `snmp-port=NUMBER` | 161 without it |
struct SNMPPlace: Hashable, Sendable {
    static let options = ["snmp", "snmp-community", "snmp-port"]

    var host: String
    var port = 161
    var community = "public"

    /// `nil` where nothing shall be asked.
    init?(_ uri: DeviceURI, at place: NetworkPlace) throws(DeviceURIProblem) {
        host = place.host
        if let text = uri.option("snmp-port") {
            guard let number = Int(text), 1...65_535 ~= number else {
                throw DeviceURIProblem("snmp-port=\(text) must be 1 to 65535")
            }
            port = number
        }
        if let text = uri.option("snmp-community") {
            guard 1...64 ~= text.utf8.count, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                throw DeviceURIProblem("snmp-community must be 1 to 64 letters, digits and signs of ASCII")
            }
            community = text
        }
        guard try uri.flag("snmp", standard: true) else { return nil }
    }
}
