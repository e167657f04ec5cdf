import IPP
import PrintModel

/// What each type of resource is made of (PWG 5100.22 §3, "resource-format").
enum ResourceFormats {
    static func of(_ kind: Resource.Kind) -> [String] {
        switch kind {
        case .colorProfile: ["application/vnd.iccprofile"]
        case .image: ["image/png", "image/jpeg"]
        case .strings: ["text/strings"]
        case .other: ["application/octet-stream", "application/pdf", "text/plain"]
        case .printerTemplate: ["application/ipp"]
        }
    }

    /// Values of "resource-format-supported".
    static let all: [String] = {
        var seen: Set<String> = []
        return Resource.Kind.allCases.flatMap(of).filter { seen.insert($0).inserted }
    }()

    /// Octets of a template: as long as a request's attributes may be.
    static let templateOctetsMax = 64 << 10

    /// Whether data that begins like this can be of that format.
    static func fits(_ head: [UInt8], _ format: String) -> Bool {
        switch format {
        case "image/png": head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case "image/jpeg": head.starts(with: [0xFF, 0xD8, 0xFF])
        case "application/pdf": head.starts(with: Array("%PDF-".utf8))
        // ICC.1 §7.2: the signature of a profile stands at 36.
        case "application/vnd.iccprofile": head.count >= 40 && Array(head[36..<40]) == Array("acsp".utf8)
        case "text/strings", "text/plain": !head.contains(0)
        default: true
        }
    }
}

/// A template: the attributes of a printer, in an IPP message (PWG 5100.22 §3).
struct Template: Sendable {
    let group: AttributeGroup

    /// Throws "client-error-document-format-error" where `bytes` hold no such attributes.
    init(_ bytes: [UInt8]) throws {
        let message: IPPMessage
        do {
            message = try IPPMessage(decoding: bytes)
        } catch {
            throw OperationError(.documentFormatError, "the template is no IPP message: \(error)")
        }
        guard let group = message[.printer], !group.attributes.isEmpty else {
            throw OperationError(.documentFormatError, "the template has no printer attributes")
        }
        self.group = group
    }
}
