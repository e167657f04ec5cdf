internal import IPP

/// A part of what whoever prints has to give for a device, in the order it is given in ("auth-info-required" of CUPS).
public enum AuthInfoPart: String, CaseIterable, Sendable {
    case username
    case password
    /// The name's domain, for devices of Windows networks.
    case domain
}

extension Printer {
    public static let authInfoAttribute = "auth-info-required"

    /// Empty where nothing has to be given.
    public var authInfoRequired: [AuthInfoPart] {
        attributes[Self.authInfoAttribute]?.values.compactMap { $0.stringValue.flatMap { AuthInfoPart(rawValue: $0) } }
            ?? []
    }

    /// Its device has asked for a name and a password: print dialogs ask for them from now on, as with CUPS.
    public mutating func requireAuthInfo() {
        guard attributes[Self.authInfoAttribute] == nil else { return }
        attributes.set(
            Attribute(Self.authInfoAttribute, [AuthInfoPart.username, .password].map { .keyword($0.rawValue) }))
    }
}

extension DeviceSecret {
    /// Made of the values of "auth-info", in the order that `parts` has; `nil` when they do not fit. `user` is who prints,
    /// where only a password has to be given.
    public init?(authInfo values: [String], as parts: [AuthInfoPart], user: String) {
        let parts = parts.isEmpty ? [.username, .password] : parts
        guard values.count == parts.count, values.allSatisfy({ $0.utf8.count <= Self.octetsMax }) else { return nil }
        func value(of part: AuthInfoPart) -> String? { parts.firstIndex(of: part).map { values[$0] } }
        guard let password = value(of: .password) else { return nil }
        let name = value(of: .username) ?? user
        let domain = value(of: .domain).flatMap { $0.isEmpty ? nil : $0 }
        self.init(.password(user: domain.map { "\($0)\\\(name)" } ?? name, password: password))
    }

    /// A name or a password of more octets is none that a device takes.
    public static let octetsMax = 1023
}
