internal import Children
internal import Glibc
internal import PAM

/// `quire-pam SERVICE [FOLDER]`: asks PAM for the print server whether passwords are right.
///
/// The server, which has no rights, cannot ask itself: the module for a machine's own passwords looks at /etc/shadow. So
/// this is started before rights are given up, and stays who it was. It does one thing: questions come as packets on
/// descriptor 0, and a word goes back for each (``PasswordQuestion``); when the server is gone, it ends.
///
/// Each question gets a process, for modules are other people's libraries: what one of them does to it, leaks in it or
/// never ends in it costs one answer. FOLDER is one in place of /etc/pam.d.
@main
enum QuirePAM {
    static func main() {
        OwnProcess.guardItself()
        umask(0o077)
        var arguments = Array(CommandLine.arguments.dropFirst())
        let isAnswering = arguments.first == "--answer"
        if isAnswering { arguments.removeFirst() }
        guard let service = arguments.first, isName(service), arguments.count <= 2 else {
            complain("usage: quire-pam SERVICE [FOLDER]")
            exit(2)
        }
        let folder = arguments.dropFirst().first
        if isAnswering { return AnswerProcess.run(service, folder) }
        // Whoever stops the server's group means the server; we go when it has gone.
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_IGN) }
        guard PAMConversation.isPossible else {
            complain("quire-pam: this machine has no PAM; only accounts of the server are known")
            exit(1)
        }
        let answering = ["--answer", service] + (folder.map { [$0] } ?? [])
        QuestionDesk(program: TrustedProgram(path: "/proc/self/exe", arguments: answering)).serve()
    }

    /// A file's name and no path: PAM would open any.
    private static func isName(_ service: String) -> Bool {
        !service.isEmpty && !service.contains("/") && !service.hasPrefix(".") && !service.hasPrefix("-")
    }

    static func complain(_ text: String) {
        let octets = Array((text + "\n").utf8)
        // Where nobody reads it there is nobody to tell.
        _ = octets.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
