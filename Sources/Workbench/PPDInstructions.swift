/// What `quire-ppd` is to do with a PPD file.
public struct PPDInstructions: Codable, Hashable, Sendable {
    public enum Work: String, Codable, Hashable, Sendable {
        /// The PPD on descriptor 0, a ``PPDDescription`` on descriptor 1.
        case describe
        /// The PPD on descriptor 0, what a job comes to (``PPDSettings``) on descriptor 1.
        case prepare
        /// A document on descriptor 0, the PPD on ``PPDInstructions/ppd``, what the device is sent on descriptor 1.
        case print
    }

    public var work: Work
    /// Where the PPD is while the document is on descriptor 0.
    public var ppd: Int32 = 5
    /// What the document is, one of the formats of ``PPDIntake``.
    public var format = ""
    public var job = PPDJob()
    public var filters = PPDFilters()

    public init(_ work: Work) { self.work = work }
}

/// A job as far as a PPD's options are about it.
public struct PPDJob: Codable, Hashable, Sendable {
    /// IPP Job Template attributes and options of the PPD by its own names, each with its value as it is written in an
    /// option: `sides`, `print-color-mode`, `media-source`, `InputSlot`. Those of the PPD win.
    public var options: [String: String] = [:]
    /// The sheet; `nil` for the PPD's default, or what `media` in ``options`` says.
    public var media: SheetSize?
    /// Copies that the device is told to make; 1 where they are in the document or it is sent several times.
    public var copies = 1
    public var collated = true
    /// For the job's header and for filters.
    public var number: Int32 = 0
    public var user = ""
    public var title = ""
    public var printer = ""

    public init() {}
}

/// The programs that a PPD may have run.
public struct PPDFilters: Codable, Hashable, Sendable {
    /// Folders that only root can write to; the first that has the program is used.
    public var folders = ["/usr/lib/cups/filter"]
    /// Names an administrator has approved for this very PPD.
    public var approved: [String] = []
    /// "printer-info" and "printer-location", which filters are told.
    public var info = ""
    public var location = ""

    public init() {}
}
