/// Somebody who answers questions by SNMP.
public protocol SNMPAgent {
    /// - Returns: the answer, in the order of `names`; `nil` where none came.
    mutating func ask(_ kind: SNMPMessage.Kind, _ names: [ObjectID]) -> SNMPMessage?
}

/// What a printer says of itself by SNMP: the Printer MIB (RFC 3805), the Host Resources MIB (RFC 2790), and its IEEE 1284
/// device ID from the Port Monitor MIB (PWG 5107.1).
public struct PrinterReport: Hashable, Sendable {
    /// A line of `prtMarkerSuppliesTable`.
    public struct Supply: Hashable, Sendable {
        public var name = ""
        /// `PrtMarkerSuppliesTypeTC`: 3 toner, 4 wasteToner …
        public var type: Int64 = 1
        /// Whether it fills up instead of getting less (`receptacleThatIsFilled`).
        public var isReceptacle = false
        /// Per cent: of what is left, or in a receptacle of how full it is; -1 where nobody knows, -3 for some.
        public var level: Int64 = -1
        /// `prtMarkerColorantValue`: "black".
        public var colorant = ""
    }

    public var model = ""
    public var deviceID = ""
    public var location = ""
    public var supplies: [Supply] = []
    /// Bits of `hrPrinterDetectedErrorState`.
    public var errors: Set<Int> = []

    /// Lines of one table: no printer has as many.
    static let linesMax = 64

    private enum Name {
        static let systemDescription = ObjectID("1.3.6.1.2.1.1.1.0")
        static let systemLocation = ObjectID("1.3.6.1.2.1.1.6.0")
        static let deviceDescription = ObjectID("1.3.6.1.2.1.25.3.2.1.3.1")
        static let detectedErrors = ObjectID("1.3.6.1.2.1.25.3.5.1.2.1")
        static let deviceID = ObjectID("1.3.6.1.4.1.2699.1.2.1.2.1.1.3.1")
        static let supplies = ObjectID("1.3.6.1.2.1.43.11.1.1")
        static let colorants = ObjectID("1.3.6.1.2.1.43.12.1.1.4.1")
        /// colorantIndex, class, type, description, supplyUnit, maxCapacity, level.
        static let columns: [UInt32] = [3, 4, 5, 6, 7, 8, 9]
    }

    /// - Returns: `nil` where nobody answers.
    public init?(of agent: inout some SNMPAgent) {
        // Each by itself: an agent of SNMPv1 that lacks one of several gives none of them.
        guard let first = agent.ask(.get, [Name.systemDescription]) else { return nil }
        model = Self.text(first.bindings.first?.value)
        func get(_ name: ObjectID) -> SNMPValue? { agent.ask(.get, [name])?.bindings.first?.value }
        let device = Self.text(get(Name.deviceDescription))
        if !device.isEmpty { model = device }
        deviceID = Self.text(get(Name.deviceID))
        location = Self.text(get(Name.systemLocation))
        if case .octets(let octets)? = get(Name.detectedErrors) { errors = Self.bits(octets) }
        var colorants: [UInt32: String] = [:]
        for line in Self.lines(of: [Name.colorants], agent: &agent) {
            if let index = line.index.last { colorants[index] = Self.text(line.values.first) }
        }
        let columns = Name.columns.map { Name.supplies.appending($0) }
        supplies = Self.lines(of: columns, agent: &agent).map { Supply($0.values, colorants) }
    }

    private static func text(_ value: SNMPValue?) -> String {
        guard case .octets(let octets)? = value else { return "" }
        let text = String(decoding: octets.prefix(1023).prefix { $0 != 0 }, as: UTF8.self)
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// The first octet has bits 0 to 7, its highest bit is bit 0 (RFC 2790).
    private static func bits(_ octets: [UInt8]) -> Set<Int> {
        var bits: Set<Int> = []
        for (place, octet) in octets.prefix(4).enumerated() {
            for bit in 0..<8 where octet & (0x80 >> UInt8(bit)) != 0 { bits.insert(place * 8 + bit) }
        }
        return bits
    }

    // MARK: Tables

    private struct Line {
        var index: [UInt32]
        var values: [SNMPValue]
    }

    /// Line by line, all columns at once (Get-Next), as long as each comes behind the one before.
    private static func lines(of columns: [ObjectID], agent: inout some SNMPAgent) -> [Line] {
        var lines: [Line] = []
        var index: [UInt32] = []
        while lines.count < linesMax {
            let names = columns.map { ObjectID($0.arcs + index) }
            guard let answer = agent.ask(.getNext, names), answer.errorStatus == 0,
                answer.bindings.count == columns.count,
                let next = answer.bindings[0].name.suffix(behind: columns[0]), index.lexicographicallyPrecedes(next)
            else { break }
            // A column that lacks this line has nothing in it.
            let values = zip(columns, answer.bindings).map { column, binding in
                binding.name.suffix(behind: column) == next ? binding.value : SNMPValue.nothing
            }
            lines.append(Line(index: next, values: values))
            index = next
        }
        return lines
    }
}

extension PrinterReport.Supply {
    /// - Parameter values: as the columns are: colorantIndex, class, type, description, supplyUnit, maxCapacity, level.
    fileprivate init(_ values: [SNMPValue], _ colorants: [UInt32: String]) {
        guard values.count == 7 else { return }
        func number(_ place: Int) -> Int64? { if case .integer(let number) = values[place] { number } else { nil } }
        if let index = number(0), let index = UInt32(exactly: index) { colorant = colorants[index] ?? "" }
        isReceptacle = number(1) == 4
        type = number(2) ?? 1
        if case .octets(let octets) = values[3] {
            let text = String(decoding: octets.prefix(255).prefix { $0 != 0 }, as: UTF8.self)
            name = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        }
        level = Self.percent(of: number(6) ?? -2, most: number(5) ?? -2, unit: number(4))
        // The MIB counts the room that is left in a receptacle (RFC 3805 `prtMarkerSuppliesLevel`).
        if isReceptacle, 0...100 ~= level { level = 100 - level }
    }

    private static func percent(of level: Int64, most: Int64, unit: Int64?) -> Int64 {
        if level == -3 { return -3 }
        guard level >= 0 else { return -1 }
        // 19 is per cent.
        if unit == 19 || most <= 0 { return level <= 100 ? level : -1 }
        guard level <= Int64(Int32.max), most <= Int64(Int32.max) else { return -1 }
        return min(100, level * 100 / most)
    }
}
