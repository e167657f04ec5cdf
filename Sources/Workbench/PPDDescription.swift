/// What a PPD file says of a printer.
///
/// It comes out of a process that has read a file from anywhere: who takes it over checks every value it uses.
public struct PPDDescription: Codable, Hashable, Sendable {
    /// Grows when a description made before is to be made again.
    public static let currentVersion = 2
    public var version = PPDDescription.currentVersion

    // MARK: What it is

    public var manufacturer = ""
    public var modelName = ""
    /// "printer-make-and-model".
    public var nickName = ""
    /// Without its parentheses.
    public var product = ""
    public var psVersion = ""
    /// IEEE 1284 device ID; empty when it has none.
    public var deviceID = ""
    /// A natural language, such as `en`.
    public var language = "en"
    public var modelNumber = 0
    /// postscript, pdf, pcl, raster, fax or unknown ("ppd-type", and PCL).
    public var kind = "unknown"
    /// 1 to 3; 0 for a printer that reads no PostScript.
    public var languageLevel = 0

    // MARK: What it can do

    public var hasColor = false
    /// Whether it makes copies itself.
    public var makesCopies = false
    public var pagesPerMinute = 0
    /// IPP keywords, the default first.
    public var sides: [String] = []
    public var colorModes: [String] = []
    /// 3 draft, 4 normal, 5 high; the default first.
    public var qualities: [Int] = []
    /// Dots an inch, across and along; the default first.
    public var resolutions: [Resolution] = []
    /// IPP enums of "finishings", without 3 (none).
    public var finishings: [Int] = []
    /// The default first.
    public var media: [Medium] = []
    public var customMedia: CustomMedium?
    public var sources: [Choice] = []
    public var types: [Choice] = []
    public var bins: [Choice] = []
    /// normal, flipped, rotated, manual-tumble ("pwg-raster-document-sheet-back"), for filters that take raster.
    public var sheetBack = "normal"

    // MARK: What it is sent

    /// The preferred first. With a ``PPDIntake/filter``, only once that is approved.
    public var intakes: [PPDIntake] = []

    // MARK: The file

    public var groups: [Group] = []
    public var constraints = 0
    /// Choices that do not go together, each once; `nil` in descriptions that were made before there were any.
    public var conflicts: [[Term]]?
    /// Programs, files and questions that the file names, none of which is ever run, opened or asked.
    public var refused: [Refused] = []
    public var faults: [Fault] = []

    public init() {}

    public struct Resolution: Codable, Hashable, Sendable {
        public var x: Int
        public var y: Int
        public init(_ x: Int, _ y: Int) {
            self.x = x
            self.y = y
        }
    }

    public struct Medium: Codable, Hashable, Sendable {
        /// Its name is of PWG 5101.1.
        public var sheet: SheetSize
        /// As the PPD calls it.
        public var choice: String
        public var text: String
        public init(sheet: SheetSize, choice: String, text: String) {
            self.sheet = sheet
            self.choice = choice
            self.text = text
        }
    }

    /// Sheets of any size between two, in points.
    public struct CustomMedium: Codable, Hashable, Sendable {
        public var widthMin: Double
        public var widthMax: Double
        public var heightMin: Double
        public var heightMax: Double
        public init(widthMin: Double, widthMax: Double, heightMin: Double, heightMax: Double) {
            self.widthMin = widthMin
            self.widthMax = widthMax
            self.heightMin = heightMin
            self.heightMax = heightMax
        }
    }

    /// A choice of an option in a constraint.
    public struct Term: Codable, Hashable, Sendable {
        public var keyword: String
        /// Empty for all but None, False and Off.
        public var choice: String
        public init(keyword: String, choice: String) {
            self.keyword = keyword
            self.choice = choice
        }
    }

    public struct Choice: Codable, Hashable, Sendable {
        /// The IPP keyword; empty where IPP has no name for it.
        public var name: String
        /// As the PPD calls it.
        public var choice: String
        public var text: String
        public init(name: String = "", choice: String, text: String) {
            self.name = name
            self.choice = choice
            self.text = text
        }
    }

    public struct Group: Codable, Hashable, Sendable {
        public var name: String
        public var text: String
        public var options: [Option]
        public init(name: String, text: String, options: [Option]) {
            self.name = name
            self.text = text
            self.options = options
        }
    }

    public struct Option: Codable, Hashable, Sendable {
        public var keyword: String
        public var text: String
        /// one, many, boolean.
        public var kind: String
        public var standard: String
        public var choices: [Choice]
        /// The IPP attribute that makes this choice: `sides`; empty where only its own name does.
        public var attribute: String
        public init(
            keyword: String, text: String, kind: String, standard: String, choices: [Choice], attribute: String
        ) {
            self.keyword = keyword
            self.text = text
            self.kind = kind
            self.standard = standard
            self.choices = choices
            self.attribute = attribute
        }
    }

    public struct Refused: Codable, Hashable, Sendable {
        public var line: Int
        public var keyword: String
        /// At most 255 octets of it.
        public var value: String
        /// Why, in a few words.
        public var reason: String
        /// Whether the file cannot be used at all because of it: a program's path that leads out of its folder.
        public var isFatal: Bool
        public init(line: Int, keyword: String, value: String, reason: String, isFatal: Bool) {
            self.line = line
            self.keyword = keyword
            self.value = value
            self.reason = reason
            self.isFatal = isFatal
        }
    }

    /// Something that is wrong with the file.
    public struct Fault: Codable, Hashable, Sendable {
        /// From 1; 0 where it is about the whole file.
        public var line: Int
        public var text: String
        /// Whether the file cannot be used because of it.
        public var isFatal: Bool
        public init(line: Int, text: String, isFatal: Bool) {
            self.line = line
            self.text = text
            self.isFatal = isFatal
        }
    }
}
