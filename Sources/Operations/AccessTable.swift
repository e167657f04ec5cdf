import PrintModel

/// What an operation needs of whoever asks for it. ``AccessTable`` says who has what.
enum Access: String, Sendable, CaseIterable {
    /// Looking at printers and at what of jobs everybody may see.
    case anyone
    /// Looking at what else there is to see of a job or a subscription: whose it is, what it is called.
    case details
    /// Making jobs.
    case printing
    /// Making jobs in the names of others: for servers that pass on what was printed with them.
    case forwarding
    /// Changing a job or a subscription.
    case jobOwner
    /// Reading documents back.
    case documents
    /// Running queues that are there, and everybody's jobs.
    case operation
    /// Making, changing and deleting queues, drivers and accounts; setting the server up.
    case administration
    /// Reading the record of who did what.
    case audit
}

/// What somebody is to the server.
enum Standing: String, Sendable, CaseIterable {
    case administrator
    case `operator`
    case auditor
    case user
    case anonymous
}

/// How much of something somebody may.
enum Grant: String, Sendable, CaseIterable {
    case all = "yes"
    /// What he has proved to be his.
    case own
    /// What has his name and comes from his address.
    case named = "same name and address"
    case no
}

/// Who may do what; docs/IDENTITY.md has it as a table, and a test compares the two.
///
/// A proof made for less (a token with scopes) gives less: `read` is good for looking, `print` for printing and for what
/// is one's own, `manage` for the rest.
enum AccessTable {
    static func grant(_ access: Access, to standing: Standing) -> Grant {
        switch (standing, access) {
        case (_, .anyone): .all
        case (.administrator, _): .all
        case (.auditor, .audit): .all
        case (_, .audit), (_, .forwarding): .no
        case (.operator, .administration): .no
        case (.operator, .documents): .own
        case (.operator, _): .all
        case (.auditor, .details): .all
        case (.auditor, _): .no
        case (.user, .printing): .all
        case (.user, .operation), (.user, .administration): .no
        case (.user, _): .own
        case (.anonymous, .printing): .all
        case (.anonymous, .details), (.anonymous, .jobOwner): .named
        case (.anonymous, _): .no
        }
    }

    /// What a proof must be good for: for one's own, and for everybody's; `nil` where any is.
    static func scopes(_ access: Access) -> (own: Scope?, all: Scope?) {
        switch access {
        case .anyone: (nil, nil)
        case .details: (nil, .read)
        case .printing, .forwarding: (.print, .print)
        case .jobOwner: (.print, .manage)
        case .documents: (.read, .manage)
        case .operation, .administration: (.manage, .manage)
        case .audit: (.read, .read)
        }
    }
}
