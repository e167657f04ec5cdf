/// What a helper says while it works: one JSON object a line, on descriptor 3.
///
/// A line has one of these, so that a reader of any age understands what it knows and passes over the rest.
public struct ProgressLine: Codable, Hashable, Sendable {
    /// This page of the output has left, counted from 1.
    public var page: Int?
    /// So many pages there will be, as soon as that is known.
    public var pages: Int?
    /// The last line of a helper that makes pages.
    public var done: PageCounts?
    /// Something that went another way than asked for, and did not stop the work.
    public var warning: Warning?
    /// Why there is no output, or no more of it; exit status 1 follows.
    public var problem: Problem?

    public init(
        page: Int? = nil, pages: Int? = nil, done: PageCounts? = nil, warning: Warning? = nil, problem: Problem? = nil
    ) {
        self.page = page
        self.pages = pages
        self.done = done
        self.warning = warning
        self.problem = problem
    }

    /// At most this many octets are read of one line; the rest of a longer one is passed over.
    public static let octetsMax = 4096
}

/// What was made, of one set of copies.
public struct PageCounts: Codable, Hashable, Sendable {
    /// Sides of sheets with something to print on them, blank backs left out ("job-impressions-completed").
    public var impressions: Int
    /// "job-media-sheets-completed".
    public var sheets: Int
    /// Impressions with colour on them; `nil` where nobody looked.
    public var colorPages: Int?

    public init(impressions: Int, sheets: Int, colorPages: Int? = nil) {
        self.impressions = impressions
        self.sheets = sheets
        self.colorPages = colorPages
    }
}

/// Something a person may want to know although the work goes on.
public struct Warning: Codable, Hashable, Sendable {
    /// A keyword, such as `font-substituted`.
    public var reason: String
    /// A sentence, at most 255 octets.
    public var text: String

    public init(_ reason: String, _ text: String) {
        self.reason = reason
        self.text = text
    }
}

/// Why a document cannot be converted.
public struct Problem: Codable, Hashable, Sendable, Error {
    /// Where the fault lies, which decides what is tried next.
    public enum Reason: String, Codable, Hashable, Sendable {
        /// Damaged, or not what it is called.
        case documentFormatError = "document-format-error"
        /// Nothing is wrong with it, and it cannot be rendered: too large, too complex.
        case documentUnprintable = "document-unprintable-error"
        /// Encrypted, with no password or the wrong one.
        case documentPassword = "document-password-error"
        /// Nothing here reads it.
        case unsupportedFormat = "unsupported-document-format"
        /// More memory, time or disk than a document may use.
        case resourcesExceeded = "resources-exceeded"
        /// Our own mistake, or a program that is missing.
        case internalError = "internal-error"
    }

    public var reason: Reason
    /// A sentence for the person who printed, at most 255 octets.
    public var text: String
    /// The page of the document it is about.
    public var page: Int?

    public init(_ reason: Reason, _ text: String, page: Int? = nil) {
        self.reason = reason
        self.text = text
        self.page = page
    }
}
