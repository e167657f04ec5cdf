import IPP
import PrintModel

/// What a printer's device is like at this moment: alerts, trays, supplies (PWG 5100.9, PWG 5100.13 §5.6).
struct DeviceReport {
    /// Never empty: one says that there is none.
    let alerts: [DeviceAlert]
    /// As many as "media-source-supported" has values, in that order.
    let trays: [InputTray]
    let supplies: [Supply]

    init(of facts: PrinterFacts, in context: OperationContext) {
        let device = context.conditions.device(of: facts.printer.id)
        trays = facts.media.trays.map { device.trays[$0.source] ?? $0 }
        supplies = device.supplies
        var alerts = device.alerts
        if let trouble = context.conditions.condition(of: facts.printer.id).trouble {
            alerts.insert(.init(trouble), at: 0)
        }
        self.alerts = alerts.isEmpty ? [.none] : alerts
    }

    /// "printer-supply" with its description; where a device says nothing, that nothing is known.
    var supplyTexts: [(value: String, words: String)] {
        guard !supplies.isEmpty else {
            return [
                (
                    "index=1;class=other;type=unknown;unit=unknown;maxcapacity=-2;level=-2;colorantname=unknown;",
                    "The device does not say what it uses up"
                )
            ]
        }
        return supplies.enumerated().map { ($1.text(index: $0 + 1), $1.name) }
    }
}

extension DeviceAlert {
    static let none = DeviceAlert(code: "unknown", severity: "other", group: "other", text: "")

    /// What keeps a device from printing as `prtAlert` says it (RFC 3805 §4).
    init(_ trouble: DeviceTrouble) {
        let reason = DeviceReason(trouble.reason)
        self.init(
            code: reason.alertCode, severity: reason.alertSeverity, group: reason.alertGroup,
            text: trouble.message.truncated(toOctets: 1023))
    }

    /// A value of "printer-alert" (PWG 5100.9 §5.1).
    var octets: AttributeValue { .octetString(Array("code=\(code);severity=\(severity);group=\(group)".utf8)) }
}

extension Supply {
    /// A value of "printer-supply" (PWG 5100.13 §5.6.41).
    fileprivate func text(index: Int) -> String {
        "index=\(index);class=\(isReceptacle ? "receptacleThatIsFilled" : "supplyThatIsConsumed");type=\(kind);"
            + "unit=percent;maxcapacity=100;level=\(level);colorantname=\(colorant);"
    }

    /// As CUPS names it in "marker-types": `waste-toner` for `wasteToner`.
    var markerType: String {
        var word = ""
        for character in kind {
            if character.isUppercase { word.append("-") }
            word.append(contentsOf: character.lowercased())
        }
        return word
    }

    /// CUPS knows -1 for "unknown", and no "at least some"; it counts what is in a receptacle, not what has room.
    var markerLevel: Int32 {
        guard (0...100).contains(level) else { return level == -3 ? 100 : -1 }
        return isReceptacle ? 100 - level : level
    }
}

extension PrinterFacts {
    /// Bits of "printer-type" for what is done to sheets.
    var finishingBits: Int32 {
        let numbers = template["finishings"]?.supported.compactMap(\.integerValue) ?? []
        func has(_ ranges: ClosedRange<Int32>...) -> Bool {
            numbers.contains { number in ranges.contains { $0.contains(number) } }
        }
        var bits: Int32 = 0
        if has(4...4, 8...9, 20...35) { bits |= 0x20 }
        if capabilities.makesCopies { bits |= 0x40 }
        if has(5...5, 70...89) { bits |= 0x100 }
        if has(6...6) { bits |= 0x200 }
        if has(7...7, 50...53) { bits |= 0x400 }
        return bits
    }
}
