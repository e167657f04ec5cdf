/// One line of a policy: who may, or may not, do something on a printer or on the whole server.
///
///     deny   print @students 10.6.0.0/16
///     allow  print anna @staff 10.0.0.0/8 fd00::/8
///     grant  operate,documents @printroom
///
/// `deny` keeps those out whom it names, whatever else lets them in. `allow` keeps everybody else out. `grant` gives
/// people who have proved who they are what their role does not give them. A name is a user's, `@` begins that of a
/// group, a range of addresses is one of CIDR (RFC 4632, RFC 4291 §2.3), `*` is everybody.
public struct PolicyRule: Hashable, Sendable, CustomStringConvertible {
    public enum Effect: String, Hashable, Sendable, CaseIterable {
        case deny, allow, grant
    }

    /// What a rule is about.
    public enum Right: String, Hashable, Sendable, CaseIterable {
        /// Making jobs.
        case print
        /// Making jobs in the names of others: for servers that pass on what was printed with them.
        case forward
        /// Seeing whose jobs they are and what they are called.
        case details
        /// Changing jobs: with `grant` everybody's.
        case manage
        /// Reading documents back.
        case documents
        /// Running the queue: pausing, accepting, cancelling all.
        case operate
        /// Changing what is set of the queue.
        case administer
        /// Whatever is asked, looking included.
        case all
    }

    public enum Subject: Hashable, Sendable {
        case everybody
        case user(String)
        case group(String)
        case addresses(AddressRange)
    }

    public let effect: Effect
    public let rights: Set<Right>
    public let subjects: [Subject]
    /// As it was written, with single spaces.
    public let description: String

    /// Subjects in one rule.
    static let subjectsMax = 100
    /// A rule travels as one text of IPP (RFC 8011 §5.1.3).
    static let octetsMax = 1023
    /// Rules of one printer, and of the server: looked through with each request.
    public static let rulesMax = 100

    public init(_ text: String) throws(PolicyProblem) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard text.utf8.count <= Self.octetsMax, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw PolicyProblem("a rule has \(Self.octetsMax) octets at most, and no control characters")
        }
        guard words.count >= 3, let effect = Effect(rawValue: words[0]) else {
            throw PolicyProblem(
                "'\(text)' is no rule: one is 'deny', 'allow' or 'grant', then a right, then whom it is about")
        }
        guard words.count - 2 <= Self.subjectsMax else {
            throw PolicyProblem("a rule names \(Self.subjectsMax) at most; write a second one, or name a group")
        }
        var rights: Set<Right> = []
        for word in words[1].split(separator: ",", omittingEmptySubsequences: false) {
            guard let right = Right(rawValue: String(word)) else {
                let all = Right.allCases.map(\.rawValue).joined(separator: ", ")
                throw PolicyProblem("'\(word)' is no right: there are \(all)")
            }
            rights.insert(right)
        }
        var subjects: [Subject] = []
        for word in words.dropFirst(2) { subjects.append(try Subject(word)) }
        if effect == .grant {
            for case .addresses(let range) in subjects {
                throw PolicyProblem("'\(range)': an address proves nothing, so nothing is granted to one")
            }
            guard !subjects.contains(.everybody) else {
                throw PolicyProblem("nothing is granted to everybody: name users or groups")
            }
        }
        (self.effect, self.rights, self.subjects) = (effect, rights, subjects)
        description = words.joined(separator: " ")
    }

    /// Whether it is about `right`.
    public func covers(_ right: Right) -> Bool { rights.contains(right) || rights.contains(.all) }

    public var namesGroups: Bool { subjects.contains { if case .group = $0 { true } else { false } } }
}

extension PolicyRule.Subject {
    init(_ word: String) throws(PolicyProblem) {
        if word == "*" {
            self = .everybody
        } else if word.hasPrefix("@") {
            guard word.utf8.count > 1 else { throw PolicyProblem("'@' is the beginning of a group's name") }
            self = .group(String(word.dropFirst()))
        } else if let range = AddressRange(word) {
            self = .addresses(range)
        } else if word.contains("/") || word.contains(":") && !word.contains("@") {
            throw PolicyProblem("'\(word)' is no range of addresses: one is such as 10.0.0.0/8 or fd00::/8")
        } else {
            self = .user(word)
        }
    }
}

/// What is wrong with a rule: one sentence.
public struct PolicyProblem: Error, Hashable, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}
