import Glibc

extension Control {
    /// Asks a person at a terminal before something that cannot be taken back. A script is not asked: it has said so.
    func confirm(_ question: String) throws(Failure) {
        guard session.isInteractive, !isForPrograms else { return }
        session.output.flush()
        session.errors.write("\(question) [y/N] ")
        let answer = session.linesOfStandardInput(max: 1).first?.lowercased() ?? ""
        guard answer == "y" || answer == "yes" else {
            throw Failure(.failed, code: "not-confirmed", "nothing was changed.", hint: "-y does it without asking.")
        }
    }
}

extension Session {
    /// Whether a person is there who can answer.
    var isInteractive: Bool { errors.isTerminal && isatty(standardInput) == 1 }

    /// The lines of standard input up to its end, or the first few of them.
    func linesOfStandardInput(max: Int = .max) -> [String] {
        var bytes: [UInt8] = []
        var lines = 0
        while bytes.count < Self.inputBytesMax, lines < max {
            var byte: UInt8 = 0
            // One at a time: what stands behind the last line wanted belongs to somebody else. A list of jobs is short.
            let count = read(standardInput, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { break }
            if byte == UInt8(ascii: "\n") { lines += 1 }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    /// A hundred thousand job numbers fit.
    private static let inputBytesMax = 4_194_304
}
