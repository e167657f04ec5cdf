import Foundation
import QuireTestKit
import Testing

/// What other programs see in a PDF: qpdf for its structure, poppler for what is on its pages.
struct Reading {
    struct Word: Hashable {
        var text: String
        /// The middle of the word, in points from the upper left corner of the page.
        var x: Double
        var y: Double
    }

    struct Page {
        var width: Double
        var height: Double
        var words: [Word]

        func word(_ text: String) throws -> Word { try #require(words.first { $0.text == text }) }
        /// Labels of pages of ``TestPDF``, from left to right and top to bottom.
        var labels: [String] {
            words.filter { $0.text.hasPrefix("p") }.sorted { ($0.y.rounded(), $0.x) < ($1.y.rounded(), $1.x) }
                .map(\.text)
        }
    }

    var pages: [Page] = []
    /// The labels of all pages of the output that have any.
    var labels: [String] { pages.flatMap(\.labels) }

    init(_ run: ImposeRun) throws {
        try #require(run.problem == nil)
        try #require(run.status == 0)
        let check = try tool("qpdf", ["--check", run.file.path])
        #expect(check.status == 0, "\(check.output)")
        let boxes = try tool("pdftotext", ["-bbox", run.file.path, "-"])
        try #require(boxes.status == 0)

        for line in boxes.output.split(separator: "\n") {
            let parts = line.split(separator: "\"").map(String.init)
            if line.contains("<page "), parts.count >= 4 {
                pages.append(Page(width: Double(parts[1]) ?? 0, height: Double(parts[3]) ?? 0, words: []))
            } else if line.contains("<word "), parts.count >= 9, !pages.isEmpty {
                let numbers = [1, 3, 5, 7].compactMap { Double(parts[$0]) }
                let text = parts[8].dropFirst().prefix { $0 != "<" }
                let word = Word(
                    text: String(text), x: (numbers[0] + numbers[2]) / 2, y: (numbers[1] + numbers[3]) / 2)
                pages[pages.count - 1].words.append(word)
            }
        }
    }
}

/// Runs a program of the system.
func tool(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/\(name)")
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// What these tests read documents with (qpdf, poppler-utils), and whether the program, which limits its memory, can start.
let hasTools =
    !isSanitized
    && ["qpdf", "pdftotext", "pdftoppm"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }
