internal import Glibc
internal import PAM

/// The process that answers one question: it comes as a packet on descriptor 0, where the answer goes back.
enum AnswerProcess {
    /// A module that is not done by then never will be: the process ends, and nobody could look.
    private static let secondsMax: UInt32 = 60

    static func run(_ service: String, _ folder: String?) {
        alarm(secondsMax)
        var packet = [UInt8](repeating: 0, count: PasswordQuestion.octetsMax + 1)
        let count = packet.withUnsafeMutableBytes { recv(STDIN_FILENO, $0.baseAddress, $0.count, 0) }
        guard count > 0, let question = PasswordQuestion(packet.prefix(count)) else { return }
        // Before a module: it may do what it likes with descriptor 0, and its programs have nothing to read there.
        let asker = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard asker >= 0, nothing >= 0, dup2(nothing, STDIN_FILENO) == STDIN_FILENO,
            let conversation = PAMConversation(service: service, folder: folder)
        else { return }
        let (word, user) = conversation.ask(question.user, question.password)
        let reply = PasswordReply(number: question.number, word: word, user: user).packet
        // A desk that has gone needs no answer.
        _ = reply.withUnsafeBytes { send(asker, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}
