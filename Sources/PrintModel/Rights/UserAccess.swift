internal import IPP

/// Who may print on a queue: CUPS' "requesting-user-name-allowed" and "requesting-user-name-denied", of which a queue has
/// one at most. A name that begins with `@` is that of a group.
public enum UserAccess: Hashable, Sendable {
    case everybody
    /// Those named, and nobody else.
    case allowed([String])
    /// All but those named.
    case denied([String])

    /// Names in one list.
    public static let namesMax = 1000

    /// What the lists say as an administrator writes them: `all` allows everybody and `none` denies nobody.
    public init(allowed names: [String]) { self = names == ["all"] ? .everybody : .allowed(names) }
    public init(denied names: [String]) { self = names == ["none"] ? .everybody : .denied(names) }

    /// Whether groups have to be looked up to know who may.
    public var namesGroups: Bool {
        switch self {
        case .everybody: false
        case .allowed(let names), .denied(let names): names.contains { $0.hasPrefix("@") }
        }
    }

    /// To shut somebody out no spelling of his name is another one. To let him in, a name that was proved is the one that is
    /// written: "Anna" may be another account than "anna". One that nobody has proved is compared without regard to case, as
    /// CUPS does: clients spell it as their system does, and who lies could write it either way.
    ///
    /// - Parameter groups: those that the user is in.
    public func admits(_ user: String, isProved: Bool, groups: Set<String>) -> Bool {
        switch self {
        case .everybody: true
        case .allowed(let names): Self.find(user, groups, in: names, exactly: isProved)
        // `all` is what people write to shut a printer for everybody.
        case .denied(let names): names != ["all"] && !Self.find(user, groups, in: names, exactly: false)
        }
    }

    private static func find(_ user: String, _ groups: Set<String>, in names: [String], exactly: Bool) -> Bool {
        let folded = user.lowercased()
        return names.contains { name in
            if name.hasPrefix("@") { return groups.contains(String(name.dropFirst())) }
            return exactly ? name == user : name.lowercased() == folded
        }
    }
}

extension Printer {
    public static let allowedAttribute = "requesting-user-name-allowed"
    public static let deniedAttribute = "requesting-user-name-denied"

    public var userAccess: UserAccess {
        get {
            if let allowed = attributes[Self.allowedAttribute] { return .allowed(allowed.stringValues) }
            if let denied = attributes[Self.deniedAttribute] { return .denied(denied.stringValues) }
            return .everybody
        }
        set {
            attributes.remove(Self.allowedAttribute)
            attributes.remove(Self.deniedAttribute)
            switch newValue {
            case .everybody: break
            case .allowed(let names): attributes.set(Attribute(Self.allowedAttribute, names.map { .name($0) }))
            case .denied(let names): attributes.set(Attribute(Self.deniedAttribute, names.map { .name($0) }))
            }
        }
    }
}
