import IPP

/// Writes messages byte by byte, so that tests do not lean on the encoder they test.
enum Wire {
    /// Version 2.0, code 0x0002, request-id 1.
    static let header: [UInt8] = [2, 0, 0, 2, 0, 0, 0, 1]
    static let headerBytes = 8

    static func attribute(_ tag: UInt8, _ name: String, _ value: [UInt8]) -> [UInt8] {
        [tag] + length(name.utf8.count) + Array(name.utf8) + length(value.count) + value
    }

    static func attribute(_ tag: UInt8, _ name: String, _ value: String) -> [UInt8] {
        attribute(tag, name, Array(value.utf8))
    }

    /// A message with one operation group that holds what is given.
    static func message(_ attributes: [UInt8]...) -> [UInt8] {
        header + [0x01] + attributes.joined() + [0x03]
    }

    /// The start of a collection, its members as given, and its end.
    static func collection(_ name: String, _ members: [UInt8]...) -> [UInt8] {
        attribute(0x34, name, []) + members.joined() + attribute(0x37, "", [])
    }

    static func member(_ tag: UInt8, _ name: String, _ value: [UInt8]) -> [UInt8] {
        attribute(0x4A, "", name) + attribute(tag, "", value)
    }

    static func length(_ count: Int) -> [UInt8] { [UInt8(count >> 8), UInt8(count & 0xFF)] }
}
