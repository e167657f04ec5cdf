import Glibc

extension DefaultOptions {
    /// What the user's own file says, without the system's.
    init(ofUserIn session: Session) {
        self.init()
        if let file = Self.userFile(in: session), let text = session.settings(at: file) { read(text) }
    }

    /// One line a printer that has options or is the default, by name; options by name.
    ///
    ///     Dest floor2 media=A4 sides=two-sided-long-edge
    ///     Default floor3/draft print-quality=3
    var text: String {
        var entries = entries
        if let printer, !has(printer) {
            let choice = PrinterChoice(printer, from: .settings)
            entries.append(Entry(name: choice.name, instance: choice.instance))
        }
        let lines = entries.compactMap { entry in
            let isDefault = entry.nameWithInstance.lowercased() == printer?.lowercased()
            guard isDefault || !entry.options.isEmpty else { return nil as (name: String, line: String)? }
            let options = entry.options.sorted { $0.name.lowercased() < $1.name.lowercased() }.map { " " + $0.text }
                .joined()
            return (entry.nameWithInstance, (isDefault ? "Default " : "Dest ") + entry.nameWithInstance + options)
        }
        return lines.sorted { $0.name.lowercased() < $1.name.lowercased() }.map { $0.line + "\n" }.joined()
    }

    /// Writes the user's file: aside first, then in its place, so that no command ever reads half of it.
    func write(in session: Session) throws(Failure) {
        guard let home = session.user.home, let file = Self.userFile(in: session) else {
            throw Failure(.failed, code: "no-home", "there is no home folder to keep options in: HOME is not set.")
        }
        mkdir(home + "/.cups", 0o700)
        let aside = "\(file).\(getpid())"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(file) }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let isClosed = close(descriptor) == 0
        guard written == bytes.count, isClosed, rename(aside, file) == 0 else {
            let failure = Self.failure(file)
            unlink(aside)
            throw failure
        }
    }

    private static func failure(_ file: String) -> Failure {
        Failure(.failed, code: "not-written", "cannot write \(file): \(String(cString: strerror(errno)))")
    }
}

extension PrintOption {
    /// As ``parse(_:)`` reads it back.
    var text: String {
        guard value.isEmpty || value.contains(where: { $0.isWhitespace || "'\"\\{}".contains($0) }) else {
            return "\(name)=\(value)"
        }
        var quoted = ""
        for character in value {
            if "\"'\\".contains(character) { quoted.append("\\") }
            quoted.append(character)
        }
        return "\(name)=\"\(quoted)\""
    }
}
