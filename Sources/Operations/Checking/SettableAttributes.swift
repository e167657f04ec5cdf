import IPP

/// What the Set operations answer about attributes that cannot be set (RFC 3380 §4.1.3 and §4.2.3): the checks of every
/// attribute are made, all that fail are reported, and nothing is changed unless none does.
struct SetRefusals {
    /// Attributes that nobody knows here.
    private var unknown: [Attribute] = []
    /// Attributes that are known and only read.
    private var readOnly: [Attribute] = []
    /// Values that are not supported.
    private var bad: [Attribute] = []
    /// Values that contradict others.
    private var conflicting: [Attribute] = []
    private var reason = ""

    /// - Parameter isKnown: whether the object has such an attribute at all.
    mutating func refuse(_ attribute: Attribute, isKnown: Bool) {
        if isKnown {
            readOnly.append(Attribute(attribute.name, .outOfBand(.notSettable)))
        } else {
            unknown.append(Attribute(attribute.name, .outOfBand(.unsupported)))
        }
    }

    /// - Parameter why: for the client's user.
    mutating func refuse(values: Attribute, because why: String) {
        bad.append(values)
        if reason.isEmpty { reason = why }
    }

    mutating func refuse(conflicting attribute: Attribute, because why: String) {
        conflicting.append(attribute)
        if reason.isEmpty { reason = why }
    }

    /// Throws the first of the failures in the order of RFC 3380 §4.1.3, with all of them in its unsupported group.
    func check() throws {
        let all = unknown + readOnly + bad + conflicting
        guard let first = all.first else { return }
        if !unknown.isEmpty {
            throw OperationError(
                .attributesOrValuesNotSupported, "there is no attribute '\(first.name)' here", unsupported: all)
        }
        if !readOnly.isEmpty {
            throw OperationError(.attributesNotSettable, "'\(first.name)' cannot be set", unsupported: all)
        }
        throw OperationError(
            bad.isEmpty ? .conflictingAttributes : .attributesOrValuesNotSupported, reason, unsupported: all)
    }
}
