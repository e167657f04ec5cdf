import Foundation
import IPP
import Testing

@testable import Operations

/// docs/OPERATIONS.md is made from the table of operations and from what the tests say; `make docs` writes it anew.
@Suite("The table of operations")
struct OperationDocumentTests {
    @Test("Every operation is tested somewhere")
    func tested() throws {
        let tests = try TestTexts()

        for operation in OperationTable.all {
            #expect(!tests.naming(type(of: operation).id).isEmpty, "\(type(of: operation).id) is tested nowhere")
        }
    }

    @Test("docs/OPERATIONS.md is what the table and the tests say")
    func document() throws {
        let file = root.appending(path: "docs/OPERATIONS.md")
        let text = try OperationDocument().text

        if ProcessInfo.processInfo.environment["QUIRE_WRITE_DOCS"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
        #expect(isCurrent, "docs/OPERATIONS.md is out of date: make docs")
    }
}

private let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

/// The text of docs/OPERATIONS.md.
private struct OperationDocument {
    private let tests: TestTexts

    init() throws { tests = try TestTexts() }

    var text: String {
        """
        # Operations

        Made by `make docs` from the table of operations and from the tests: do not change it by hand. Who may ask for what is
        in `Sources/Operations/AccessPolicy.swift`; the other operations that IANA has registered are answered with
        server-error-operation-not-supported.

        | code | operation | needs | tested in |
        |---|---|---|---|

        """ + rows.joined(separator: "\n") + "\n"
    }

    private var rows: [String] {
        OperationTable.all.sorted { number(of: $0) < number(of: $1) }.map { operation in
            let (id, access) = (type(of: operation).id, type(of: operation).access)
            let files = tests.naming(id).map { "`\($0)`" }.joined(separator: ", ")
            let digits = String(number(of: operation), radix: 16, uppercase: true)
            let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return "| 0x\(code) | \(id) | \(access.rawValue) | \(files) |"
        }
    }

    private func number(of operation: any Operations.Operation) -> UInt16 {
        UInt16(bitPattern: type(of: operation).id.rawValue)
    }
}

/// All tests, as text.
private struct TestTexts {
    private var files: [(name: String, text: String)] = []

    init() throws {
        let tests = root.appending(path: "Tests")
        let paths = FileManager.default.enumerator(atPath: tests.path)?.compactMap { $0 as? String } ?? []
        for path in paths.sorted() where path.hasSuffix("Tests.swift") || path.hasSuffix(".test") || isScene(path) {
            // The codec's tests name operations and ask for none.
            guard !path.hasSuffix("OperationDocumentTests.swift"), !path.hasPrefix("IPPTests/") else { continue }
            let text = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
            // What scenes share tests nothing by itself.
            if !isScene(path) || text.contains("@Suite(") { files.append((path, text)) }
        }
    }

    private func isScene(_ path: String) -> Bool { path.hasPrefix("Scenes/") && path.hasSuffix(".swift") }

    /// Those that ask for an operation: by its constant, by its name in ipptool's language, or by its number there.
    func naming(_ id: OperationID) -> [String] {
        let (constant, name) = (constant(of: id), id.description)
        let number = "0x" + String(UInt16(bitPattern: id.rawValue), radix: 16)
        return files.filter { file in
            file.name.hasSuffix(".test")
                ? file.text.hasWord("OPERATION \(name)") || file.text.lowercased().hasWord("operation \(number)")
                    || file.text.lowercased().hasWord("operation 0x00\(number.dropFirst(2))")
                : file.text.hasWord(".\(constant)") || file.text.hasWord("OPERATION \(name)")
        }.map(\.name)
    }

    /// `Get-Printer-Attributes` is `getPrinterAttributes`, `CUPS-Get-PPD` is `cupsGetPPD`.
    private func constant(of id: OperationID) -> String {
        let words = id.description.split(separator: "-").map { String($0) }
        return (words.first?.lowercased() ?? "") + words.dropFirst().joined()
    }
}

extension String {
    /// Whether `word` stands there and is not the beginning of a longer one.
    fileprivate func hasWord(_ word: String) -> Bool {
        ranges(of: word).contains { range in
            range.upperBound == endIndex
                || !(self[range.upperBound].isLetter || self[range.upperBound].isNumber
                    || self[range.upperBound] == "-")
        }
    }
}
