import PrintModel

/// Whoever asks, as policies see him.
struct Person: Sendable {
    var requester: Requester
    /// The name that his jobs have.
    var name: String
    /// Whether that name is proved.
    var isProved: Bool
    /// Looked up only where a rule names any.
    var groups: Set<String> = []
    /// `false` for somebody of whom nothing is known yet but where he is; his name is empty then.
    var hasName = true

    /// Whoever is there, before he has said his name.
    static func unnamed(_ requester: Requester) -> Person {
        Person(requester: requester, name: "", isProved: false, hasName: false)
    }

    /// Whether it is the machine's root, and not only somebody who says so.
    var isRoot: Bool { isProved && name == "root" }

    /// The address he comes from; `nil` for the Unix socket.
    var address: InternetAddress? {
        guard case .network(let text, _) = requester.origin else { return nil }
        return InternetAddress(String(text.prefix { $0 != "%" }))
    }

    /// Whether the rule is about him.
    func isNamed(by rule: PolicyRule) -> Bool {
        rule.subjects.contains { subject in
            switch subject {
            case .everybody: true
            // To shut somebody out no spelling of his name is another one; to let him in, it is the one that was proved.
            case .user(let user):
                rule.effect == .deny ? user.lowercased() == name.lowercased() : user == name
            case .group(let group): groups.contains(group)
            case .addresses(let range): isFrom(range)
            }
        }
    }

    /// Whether he comes from one of these addresses. What this machine asks of itself comes from loopback, by whichever of its
    /// addresses it comes: what is said of the one is said of the others.
    func isFrom(_ range: AddressRange) -> Bool {
        guard let address, case .network(_, let isLoopback) = requester.origin else { return false }
        if range.contains(address) { return true }
        return isLoopback && range.contains(address.octets.count == 4 ? Self.loopback4 : Self.loopback6)
    }

    private static let loopback4 = InternetAddress(octets: [127, 0, 0, 1])
    private static let loopback6 = InternetAddress(octets: [UInt8](repeating: 0, count: 15) + [1])
}

extension PolicyRule {
    /// Whether it names people, and whether it names places: both lists have to let somebody in.
    var namesPeople: Bool { subjects.contains { if case .addresses = $0 { false } else { true } } }
    var namesPlaces: Bool { subjects.contains { if case .addresses = $0 { true } else { false } } }
}
