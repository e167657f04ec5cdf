/// A PPD that was taken in: what makes a printer understand a job that knows no standard language.
public struct Driver: Hashable, Sendable {
    public enum Origin: String, Hashable, Sendable {
        /// Came with the server.
        case shipped
        /// An administrator added it.
        case added
    }

    public var id: DriverID
    /// What people choose it by ("ppd-name"), unique: `quire-generic-ps.ppd`.
    public var name: String
    public var origin: Origin
    public var addedBy: String
    public var addedAt: Moment
    public var octets: Int
    /// Names of filters that an administrator lets this very file have run; nobody else may.
    public var approvedFilters: [String]
    public var approvedBy: String
    public var description: DriverDescription

    public init(
        id: DriverID, name: String, origin: Origin, addedBy: String, addedAt: Moment, octets: Int,
        approvedFilters: [String] = [], approvedBy: String = "", description: DriverDescription
    ) {
        self.id = id
        self.name = name
        self.origin = origin
        self.addedBy = addedBy
        self.addedAt = addedAt
        self.octets = octets
        self.approvedFilters = approvedFilters
        self.approvedBy = approvedBy
        self.description = description
    }

    /// The ways to its printer that are open: those without a filter, and those whose filter is approved.
    public var ways: [DriverDescription.Way] {
        description.ways.filter { way in way.filter.map { approvedFilters.contains($0) } ?? true }
    }

    /// Why nothing can be printed with it as it is, in a sentence for an administrator; `nil` when something can.
    public var obstacle: String? {
        guard ways.isEmpty else { return nil }
        let filters = description.filters
        return filters.isEmpty
            ? "the driver \(name) names no way to its printer"
            : "the driver \(name) needs \(filters.joined(separator: ", ")), which nobody has approved"
    }

    /// What a device can do by way of this driver: what is said of the device itself stays where the driver is silent.
    public func capabilities(of device: DeviceCapabilities) -> DeviceCapabilities {
        var all = device
        all.formats = ways.map(\.format)
        all.makeAndModel = description.makeAndModel.isEmpty ? device.makeAndModel : description.makeAndModel
        all.hasColor = description.hasColor
        all.hasDuplex = description.sides.contains { $0 != "one-sided" }
        all.makesCopies = description.makesCopies
        all.hasSheets = true
        let resolutions = Set(description.resolutions.filter { $0.x == $0.y }.map { Int($0.x) }).sorted()
        if !resolutions.isEmpty { all.resolutions = resolutions }
        all.colorSpaces = description.hasColor ? ["srgb_8", "sgray_8"] : ["sgray_8"]
        all.sheetBack = description.sheetBack
        if !description.media.isEmpty { all.media = description.media }
        all.customMedia = description.customMedia
        if !description.sources.isEmpty { all.trays = description.sources.map { InputTray($0) } }
        all.mediaTypes = description.types
        if !description.bins.isEmpty { all.bins = description.bins.map { OutputBin($0) } }
        all.finishings = description.finishings.filter { $0 > 3 }
        if !description.qualities.isEmpty { all.qualities = description.qualities.sorted() }
        all.pagesPerMinute = description.pagesPerMinute
        if !description.deviceID.isEmpty { all.deviceID = description.deviceID }
        all.recordsOptions = false
        all.driver = id.text
        return all
    }
}

/// The SHA-256 of a PPD, in 64 hexadecimal digits: whoever has approved one has approved these very bytes.
public struct DriverID: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// `nil` when it is no such number.
    public init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        self.text = text
    }

    /// - Parameter digest: 32 octets.
    public init?(digest: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        let octets = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        self.init(String(decoding: octets, as: UTF8.self))
    }

    private static func isDigit(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }

    /// Enough of it for people.
    public var short: String { String(text.prefix(12)) }
    public var description: String { text }
}

/// What a driver says of its printer, as far as it was checked.
public struct DriverDescription: Hashable, Sendable {
    public var make = ""
    public var makeAndModel = ""
    public var product = ""
    public var psVersion = ""
    public var deviceID = ""
    public var language = "en"
    public var modelNumber: Int32 = 0
    /// "ppd-type": postscript, pdf, raster, fax, unknown; and pcl.
    public var kind = "unknown"
    public var languageLevel = 0
    public var hasColor = false
    public var makesCopies = false
    public var pagesPerMinute: Int32 = 0
    /// IPP keywords, each list with the default first.
    public var sides: [String] = ["one-sided"]
    public var colorModes: [String] = []
    public var sources: [String] = []
    public var types: [String] = []
    public var bins: [String] = []
    public var qualities: [Int32] = []
    public var finishings: [Int32] = []
    public var resolutions: [Resolution] = []
    public var media: [MediaSize] = []
    /// Sheets of any size between two are taken as well.
    public var customMedia: CustomMedia?
    public var sheetBack = "normal"
    /// The preferred first.
    public var ways: [Way] = []
    public var options: [Option] = []
    public var constraints = 0
    /// What does not go together: all the conditions of one at once.
    public var conflicts: [[Condition]] = []
    /// What the file names and nobody here runs, opens or asks; a line each.
    public var refused: [String] = []
    /// What is wrong with the file; a line each.
    public var faults: [String] = []

    public init() {}

    /// The programs that its ways need.
    public var filters: [String] {
        var seen: Set<String> = []
        return ways.compactMap(\.filter).filter { seen.insert($0).inserted }
    }

    /// Dots an inch.
    public struct Resolution: Hashable, Sendable {
        public var x: Int32
        public var y: Int32
        public init(_ x: Int32, _ y: Int32) {
            self.x = x
            self.y = y
        }
    }

    /// A format the printer can be sent, and the filter that makes the printer's language of it, if one does.
    public struct Way: Hashable, Sendable {
        public var format: String
        public var filter: String?
        public init(_ format: String, filter: String? = nil) {
            self.format = format
            self.filter = filter
        }
    }

    /// One of the values of an attribute of IPP, a member of "media-col", or an option by its own name.
    public struct Condition: Hashable, Sendable {
        public var name: String
        public var values: [String]
        public init(_ name: String, _ values: [String]) {
            self.name = name
            self.values = values
        }
    }

    /// An option by the name the PPD gives it.
    public struct Option: Hashable, Sendable {
        public var keyword: String
        public var text: String
        public var standard: String
        public var choices: [String]
        /// The attribute of IPP that chooses; empty where only the option's own name does.
        public var attribute: String
        public init(keyword: String, text: String, standard: String, choices: [String], attribute: String) {
            self.keyword = keyword
            self.text = text
            self.standard = standard
            self.choices = choices
            self.attribute = attribute
        }
    }
}
