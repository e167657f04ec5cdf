import IPP
import PrintModel

/// A ``Blocker`` as people and programs read it.
struct ExplainedBlocker: Hashable, Sendable {
    let code: BlockerCode
    /// A sentence with all that is known, times included.
    let text: String
    /// The same in a few words, for the line of a list: without times, which stand beside it.
    let summary: String
    let since: Moment?
    /// When it ends, or is tried again, by itself.
    let nextTry: Moment?
    /// Commands that mend it, the best first.
    let fixes: [String]

    init(
        _ code: BlockerCode, _ text: String, summary: String? = nil, since: Moment? = nil, nextTry: Moment? = nil,
        fixes: [String] = []
    ) {
        self.code = code
        self.text = text
        self.summary = summary ?? text
        self.since = since
        self.nextTry = nextTry
        self.fixes = fixes
    }

    func adding(_ fix: String?) -> ExplainedBlocker {
        guard let fix else { return self }
        return ExplainedBlocker(code, text, summary: summary, since: since, nextTry: nextTry, fixes: fixes + [fix])
    }

    /// One value of "quire-job-blockers" and of "quire-printer-blockers".
    var collection: AttributeValue {
        var members = [
            Attribute("blocker-code", .keyword(code.rawValue)),
            Attribute("blocker-text", .text(text.truncated(toOctets: 1023))),
            Attribute("blocker-summary", .text(summary.truncated(toOctets: 1023))),
        ]
        if let since { members.append(Attribute("blocker-since", .dateTime(since.ippDateTime))) }
        if let nextTry { members.append(Attribute("blocker-next-try", .dateTime(nextTry.ippDateTime))) }
        if !fixes.isEmpty {
            members.append(Attribute("blocker-fix", fixes.map { .text($0.truncated(toOctets: 1023)) }))
        }
        return .collection(members)
    }
}

extension String {
    /// As a shell reads it as one word: quoted where it holds anything but letters, digits and a few harmless marks.
    var shellWord: String {
        let isHarmless =
            !isEmpty
            && unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "@%_+=:,./-".unicodeScalars.contains(scalar)
            }
        return isHarmless ? self : "'" + replacing("'", with: "'\\''") + "'"
    }
}
