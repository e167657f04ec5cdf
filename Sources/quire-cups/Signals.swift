internal import Glibc

/// Whether somebody asked this program to end.
enum Signals {
    /// Written by the handler, which runs on this program's only thread.
    private nonisolated(unsafe) static var asked: sig_atomic_t = 0

    static var isAskedToEnd: Bool { asked != 0 }

    /// Reads and waits are cut short by it: nothing is restarted.
    static func listen() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Signals.asked = 1 }
        sigaction(SIGTERM, &action, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Sleeps, unless it is or was asked to end.
    static func sleep(milliseconds: Int32) {
        if !isAskedToEnd { poll(nil, 0, milliseconds) }
    }
}
