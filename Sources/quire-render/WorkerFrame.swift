import FoundationEssentials
import Workbench

/// What goes from a worker to the process that sends: a head of eight bytes, and what it says follows.
///
///     ┌──────┬──────┬───────┬───┬────────────────┐
///     │ kind │ color│ blank │ 0 │ octets, 32 bits│ so many bytes
///     └──────┴──────┴───────┴───┴────────────────┘
enum WorkerFrame {
    enum Kind: UInt8 {
        case bytes = 1
        case pageEnd = 2
        /// A ``Problem`` as JSON; nothing more comes.
        case problem = 3
    }

    struct Ink: Hashable {
        var hasColor: Bool
        var isBlank: Bool
    }

    struct Head {
        let kind: Kind
        let ink: Ink
        let octets: Int

        init(_ kind: Kind, octets: Int = 0, ink: Ink = Ink(hasColor: false, isBlank: false)) {
            (self.kind, self.octets, self.ink) = (kind, octets, ink)
        }

        /// `nil` when there is none, or one that no worker sends.
        init?(reading read: (Int) throws -> [UInt8]?) rethrows {
            guard let bytes = try read(8), bytes.count == 8, let kind = Kind(rawValue: bytes[0]) else { return nil }
            self.kind = kind
            ink = Ink(hasColor: bytes[1] != 0, isBlank: bytes[2] != 0)
            octets = bytes[4...].reduce(0) { $0 << 8 | Int($1) }
        }

        var bytes: [UInt8] {
            [kind.rawValue, ink.hasColor ? 1 : 0, ink.isBlank ? 1 : 0, 0]
                + (0..<4).map { UInt8(truncatingIfNeeded: octets >> (24 - 8 * $0)) }
        }
    }

    static func problem(_ bytes: [UInt8]) -> Problem? { try? JSONDecoder().decode(Problem.self, from: Data(bytes)) }

    static func bytes(_ problem: Problem) -> [UInt8] {
        // Words and numbers alone: there is nothing in it that has no JSON.
        (try? JSONEncoder().encode(problem)).map { [UInt8]($0) } ?? []
    }
}
