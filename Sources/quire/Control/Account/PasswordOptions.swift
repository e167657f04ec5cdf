import ArgumentParser
import Glibc

/// Where a new password comes from: never the command line, which everybody on the machine can read.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Take the password from the first line of standard input.") var passwordStdin = false

    func read(for user: String, _ session: Session) throws(Failure) -> String {
        if passwordStdin {
            guard let line = session.linesOfStandardInput(max: 1).first, !line.isEmpty else {
                throw .usage("there is no password on standard input.")
            }
            return line
        }
        guard session.isInteractive else {
            throw .usage("nobody is here to ask for the password.", hint: "--password-stdin reads it.")
        }
        let password = try Self.ask("New password for \(user): ")
        guard try Self.ask("The same again: ") == password else {
            throw Failure(.failed, code: "passwords-differ", "the two are not the same; nothing was changed.")
        }
        return password
    }

    /// From the terminal, without showing it.
    static func ask(_ question: String) throws(Failure) -> String {
        guard let text = getpass(question) else {
            throw Failure(.failed, code: "no-terminal", "the password cannot be read from the terminal.")
        }
        let password = String(cString: text)
        // What the library keeps of it.
        for index in 0..<strlen(text) { text[index] = 0 }
        guard !password.isEmpty else { throw Failure(.failed, code: "no-password", "nothing was changed.") }
        return password
    }
}
