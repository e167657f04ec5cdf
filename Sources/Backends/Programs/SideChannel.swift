/// What a program can be asked about its device while it prints (backend(7), "side-channel"; cups/sidechannel.h): an octet
/// for the command, one for the status, the length in two octets with the higher first, and as many octets.
enum SideChannel {
    /// One who does not know a command says so; one who knows nothing of the side channel never answers.
    enum Command: UInt8, Sendable {
        case state = 5
    }

    static func question(_ command: Command) -> [UInt8] { [command.rawValue, 0, 0, 0] }

    struct Answer: Hashable, Sendable {
        /// "No more commands of this kind".
        static let notImplemented: UInt8 = 7

        var command: UInt8
        var status: UInt8
        var data: [UInt8]

        /// What the device is doing; `nil` when this says nothing of it.
        var state: DeviceFlags? {
            guard command == Command.state.rawValue, status == 1, data.count == 1 else { return nil }
            return DeviceFlags(rawValue: data[0])
        }
    }

    /// `CUPS_SC_STATE_…`.
    struct DeviceFlags: OptionSet, Hashable, Sendable {
        var rawValue: UInt8

        static let online = DeviceFlags(rawValue: 1)
        static let busy = DeviceFlags(rawValue: 2)
        static let error = DeviceFlags(rawValue: 4)
        static let mediaLow = DeviceFlags(rawValue: 16)
        static let mediaEmpty = DeviceFlags(rawValue: 32)
        static let markerLow = DeviceFlags(rawValue: 64)
        static let markerEmpty = DeviceFlags(rawValue: 128)

        /// In the words of "printer-state-reasons", what stops it first.
        var reasons: [String] {
            var reasons: [String] = []
            if contains(.mediaEmpty) { reasons.append("media-empty-error") }
            if contains(.markerEmpty) { reasons.append("marker-supply-empty-error") }
            if !contains(.online) { reasons.append("paused") }
            // Where it says what is wrong, it needs no other word for it.
            if contains(.error), reasons.isEmpty { reasons.append("other-error") }
            if contains(.mediaLow) { reasons.append("media-low-warning") }
            if contains(.markerLow) { reasons.append("marker-supply-low-warning") }
            return reasons
        }
    }

    /// Takes what comes apart into answers. An answer has at most 65,539 octets, and no more is kept.
    struct Reader {
        private var octets: [UInt8] = []

        mutating func read(_ bytes: [UInt8]) -> [Answer] {
            octets += bytes
            var answers: [Answer] = []
            var start = 0
            while octets.count - start >= 4 {
                let length = Int(octets[start + 2]) << 8 | Int(octets[start + 3])
                let end = start + 4 + length
                guard octets.count >= end else { break }
                answers.append(
                    Answer(
                        command: octets[start], status: octets[start + 1], data: Array(octets[(start + 4)..<end])))
                start = end
            }
            octets.removeFirst(start)
            return answers
        }
    }
}
