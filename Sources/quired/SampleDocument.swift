import Glibc

/// A PDF of two pages, so that there is something to print when nothing is at hand.
enum SampleDocument {
    /// Writes it into `folder`; gives back its path.
    static func write(into folder: String) throws -> String {
        let path = folder + "/sample.pdf"
        guard let file = fopen(path, "we") else { throw StartProblem("cannot write \(path)") }
        let bytes = Array(pdf(pages: ["Printed by Quire", "and this is page two"]).utf8)
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        guard fclose(file) == 0, isWritten else { throw StartProblem("cannot write \(path)") }
        return path
    }

    /// A page for each line, A4, with the cross-reference table that readers want (ISO 32000-1 §7.5).
    private static func pdf(pages: [String]) -> String {
        let kids = pages.indices.map { "\(3 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>"]
        for (index, line) in pages.enumerated() {
            let content = "BT /F1 28 Tf 72 720 Td (\(line)) Tj ET"
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(4 + 2 * index) 0 R"
                    + " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
            objects.append("<< /Length \(content.utf8.count) >> stream\n\(content)\nendstream")
        }
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj \(object) endobj\n"
        }
        let table = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        return file + "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    }
}
