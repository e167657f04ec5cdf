import ArgumentParser

/// What could stand where somebody presses the Tab key: asked for by the scripts of ``CompletionScript`` with the hidden
/// word `__complete` and the words of the command line, of which the last is the one to complete.
struct Completion: Sendable {
    /// Words with what they mean, or that a file is wanted.
    enum Answer: Hashable, Sendable {
        case words([Word])
        case files
    }

    struct Word: Hashable, Sendable {
        let text: String
        let meaning: String

        init(_ text: String, _ meaning: String = "") {
            self.text = text
            self.meaning = meaning
        }
    }

    static let word = "__complete"

    /// Writes one candidate a line, a tab before its meaning; `:files` alone asks the shell for file names.
    static func run(_ session: Session) async -> ExitStatus {
        var words = session.arguments.dropFirst()
        var command = QuireCtl.name
        // `--as lpr`: the line is one of that command.
        if words.first == "--as", let name = words.dropFirst().first {
            command = name
            words = words.dropFirst(2)
        }
        if words.first == "--" { words = words.dropFirst() }
        switch await answer(to: Array(words), of: command, in: session) {
        case .files: session.output.print(":files")
        case .words(let found):
            for word in found {
                let line = word.meaning.isEmpty ? word.text : "\(word.text)\t\(word.meaning)"
                // A title comes from anybody, and a shell reads this line by line.
                session.output.print(line.split(separator: "\t").map { String($0).harmless }.joined(separator: "\t"))
            }
        }
        return .done
    }

    private static func answer(to words: [String], of command: String, in session: Session) async -> Answer {
        let found: Answer
        if let line = ClassicCompletion(command, words) {
            found = await line.answer(in: session)
        } else {
            found = await CompletionLine(words).answer(in: session)
        }
        guard case .words(let candidates) = found else { return found }
        return .words(candidates.filter { $0.text.hasPrefix(words.last ?? "") })
    }
}
