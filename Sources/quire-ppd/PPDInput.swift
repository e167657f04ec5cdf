import FoundationEssentials
import Glibc
import PPDReading
import Workbench

/// The bytes of a PPD, from a descriptor.
enum PPDInput {
    /// All of it, or one octet more than a PPD may have.
    static func read(_ descriptor: Int32) throws -> [UInt8] {
        var all: [UInt8] = []
        while all.count <= PPDLimits.octetsMax {
            let piece = try Helper.read(64 << 10, from: descriptor)
            if piece.isEmpty { return all }
            all += piece
        }
        return all
    }

    /// A PPD that was taken in before: anything wrong with it now is our own mistake.
    static func text(_ descriptor: Int32) throws -> PPDText {
        let bytes = try read(descriptor)
        do {
            return try PPDText(bytes)
        } catch {
            throw Problem(.internalError, "the printer's PPD: \(error.text)")
        }
    }
}

func writeJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try Helper.write([UInt8](try encoder.encode(value)) + [0x0A])
}
