import CCups
import Glibc
import PPDReading
import Workbench

/// A PPD that libcups has read. It is read from the text without what we refuse.
final class PPDFile {
    let text: PPDText
    let handle: UnsafeMutablePointer<ppd_file_t>

    init(_ text: PPDText) throws {
        self.text = text
        ppdSetConformance(PPD_CONFORM_RELAXED)
        do {
            handle = try Self.open(text.safe)
        } catch let fault as PPDFault {
            throw Problem(.internalError, "the printer's PPD, line \(fault.line): \(fault.text)")
        }
    }

    /// For describing: a fault is a finding.
    init(checking text: PPDText, isStrict: Bool) throws {
        self.text = text
        ppdSetConformance(isStrict ? PPD_CONFORM_STRICT : PPD_CONFORM_RELAXED)
        handle = try Self.open(text.safe)
    }

    deinit { ppdClose(handle) }

    private static func open(_ bytes: [UInt8]) throws -> UnsafeMutablePointer<ppd_file_t> {
        let file = try TemporaryFile(bytes)
        // libcups closes the descriptor it is given.
        guard let handle = ppdOpenFd(dup(file.descriptor)) else {
            var line: Int32 = 0
            let status = ppdLastError(&line)
            throw PPDFault(line: max(0, Int(line)), ppdErrorString(status).map { String(cString: $0) } ?? "unreadable")
        }
        return handle
    }

    var contents: ppd_file_t { handle.pointee }

    func attribute(_ name: String, _ choice: String? = nil) -> String? {
        guard let found = ppdFindAttr(handle, name, choice) else { return nil }
        return found.pointee.value.map { String(cString: $0) }
    }

    /// Octets of a text of the PPD.
    static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
        guard let text else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    static func string(_ text: UnsafePointer<CChar>?, octetsMax: Int = 255) -> String {
        plain(String(decoding: bytes(text).prefix(octetsMax), as: UTF8.self))
    }

    /// Without control characters, which nobody who is shown it could want.
    static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    /// A fixed array of characters, as C has it.
    static func string<Tuple>(fixed tuple: Tuple) -> String {
        withUnsafeBytes(of: tuple) { octets in plain(String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)) }
    }

    // MARK: Options

    struct Option {
        let pointer: UnsafeMutablePointer<ppd_option_t>
        var keyword: String { PPDFile.string(fixed: pointer.pointee.keyword) }
        var text: String { PPDFile.string(fixed: pointer.pointee.text) }
        var standard: String { PPDFile.string(fixed: pointer.pointee.defchoice) }
        var choices: [Choice] {
            guard let first = pointer.pointee.choices else { return [] }
            return (0..<Int(pointer.pointee.num_choices)).map { Choice(pointer: first + $0) }
        }
    }

    struct Choice {
        let pointer: UnsafeMutablePointer<ppd_choice_t>
        var name: String { PPDFile.string(fixed: pointer.pointee.choice) }
        var text: String { PPDFile.string(fixed: pointer.pointee.text) }
        var code: [UInt8] { PPDFile.bytes(pointer.pointee.code) }
    }

    func option(_ keyword: String) -> Option? { ppdFindOption(handle, keyword).map { Option(pointer: $0) } }

    /// The option of the PPD that an IPP attribute is about.
    func option(for attribute: String) -> Option? {
        (OptionNames.keywords[attribute] ?? []).lazy.compactMap { self.option($0) }.first { !$0.choices.isEmpty }
    }

    var groups: [UnsafeMutablePointer<ppd_group_t>] {
        guard let first = contents.groups else { return [] }
        return (0..<Int(contents.num_groups)).map { first + $0 }
    }

    func options(of group: UnsafeMutablePointer<ppd_group_t>) -> [Option] {
        var options: [Option] = []
        if let first = group.pointee.options {
            options += (0..<Int(group.pointee.num_options)).map { Option(pointer: first + $0) }
        }
        if let first = group.pointee.subgroups {
            for place in 0..<Int(group.pointee.num_subgroups) { options += self.options(of: first + place) }
        }
        return options
    }

    func marked(_ keyword: String) -> Choice? { ppdFindMarkedChoice(handle, keyword).map { Choice(pointer: $0) } }

    var sizes: [ppd_size_t] {
        guard let first = contents.sizes else { return [] }
        return (0..<Int(contents.num_sizes)).map { first[$0] }
    }
}
