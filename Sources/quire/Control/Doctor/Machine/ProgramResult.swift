import Glibc

/// What a small program of the system has said, such as `nft list ruleset`.
struct ProgramResult: Sendable {
    let status: Int32
    let output: String

    /// A program that takes longer, or says more, is left.
    private static let millisecondsMax: Int32 = 10_000
    private static let octetsMax = 4_194_304

    private static let settings = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"]

    static let of: @Sendable (String, [String]) -> ProgramResult? = { program, arguments in
        guard access(program, X_OK) == 0 else { return nil }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let command: [String] = [program] + arguments
        var words = command.map { strdup($0) }
        var variables = settings.map { strdup($0) }
        words.append(nil)
        variables.append(nil)
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, program, &actions, nil, words, variables)
        close(ends[1])
        defer { close(ends[0]) }
        guard failure == 0 else { return nil }
        let output = read(ends[0])
        if output == nil { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard let output, status & 0x7F == 0 else { return nil }
        return ProgramResult(status: status >> 8 & 0xFF, output: String(decoding: output, as: UTF8.self))
    }

    /// `nil` when it was too slow or too much.
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        let end = ContinuousClock.now + .milliseconds(Int(millisecondsMax))
        while bytes.count < octetsMax, ContinuousClock.now < end {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Glibc.poll(&poll, 1, 1_000) > 0 else { continue }
            let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        return nil
    }
}
