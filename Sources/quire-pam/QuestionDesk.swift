internal import Children
internal import Dispatch
internal import Glibc
internal import PAM

/// Takes questions from descriptor 0, has each answered by a process, and sends the word back.
struct QuestionDesk {
    /// Processes at the same time; further questions wait in the socket.
    private static let atOnceMax = 4
    private static let server: Int32 = STDIN_FILENO

    /// What answers.
    let program: TrustedProgram

    /// Until the server has gone.
    func serve() {
        guard say(.hello) else { return }
        let free = DispatchSemaphore(value: Self.atOnceMax)
        let processes = DispatchQueue(label: "quire.pam", attributes: .concurrent)
        var packet = [UInt8](repeating: 0, count: PasswordQuestion.octetsMax + 1)
        while true {
            let count = packet.withUnsafeMutableBytes { recv(Self.server, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            // Who sends something else is not the server that we know.
            guard let question = PasswordQuestion(packet.prefix(count)) else { return }
            free.wait()
            processes.async { [self] in
                let reply = answer(to: question) ?? PasswordReply(number: question.number, word: .unknown)
                // A server that has gone needs no answer.
                _ = say(reply)
                free.signal()
            }
        }
    }

    private func say(_ reply: PasswordReply) -> Bool {
        let packet = reply.packet
        let sent = packet.withUnsafeBytes { send(Self.server, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        return sent == packet.count
    }

    /// `nil` where the process could not be started, or ended without an answer.
    private func answer(to question: PasswordQuestion) -> PasswordReply? {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return nil
        }
        defer { close(ends[1]) }
        // It is shorter than what a socket holds: nobody has to read it yet.
        let packet = question.packet
        let sent = packet.withUnsafeBytes { send(ends[1], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        let process = sent == packet.count ? try? program.start([ends[0], -1, STDERR_FILENO]) : nil
        close(ends[0])
        guard let process else { return nil }
        while waitpid(process, nil, 0) < 0 { guard errno == EINTR else { return nil } }
        var answer = [UInt8](repeating: 0, count: PasswordReply.octetsMax + 1)
        // What it has said lies there; programs that a module has left behind are not waited for.
        let count = answer.withUnsafeMutableBytes {
            recv(ends[1], $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
        }
        guard count > 0, let reply = PasswordReply(answer.prefix(count)), reply.number == question.number else {
            return nil
        }
        return reply
    }
}
