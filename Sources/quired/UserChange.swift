import ArgumentParser
import FrontDoor
import Glibc
import Logging

/// How a daemon that root has started with `--user` becomes that user: it binds its addresses, which may have ports below
/// 1024, becomes the user, and executes itself anew with the sockets as a service manager gives them (sd_listen_fds(3)).
///
/// Executing ends every other thread and whatever was in memory, so there is nothing left that has been root. (Becoming
/// another user among running threads was tried: one kept root's rights.) No capability stays either, not even the one for
/// low ports: who takes the daemon over would have it as well. What asks PAM for it stays root, and is a process of its own.
enum UserChange {
    /// Returns where there is nothing to change.
    static func happenIfWanted() {
        // What is wrong with the command line is said by who reads it next.
        guard geteuid() == 0, let serve = (try? Quired.parseAsRoot()) as? Serve, let text = serve.user else { return }
        serve.logs.begin(.info)
        do {
            let user = try RunAs(text)
            var sockets = try bind(serve)
            if let service = serve.pam {
                let helper = try PasswordHelper.start(service: service, folder: serve.pamFolder)
                sockets.append(.init(descriptor: helper.socket, name: ServiceManager.passwordsName))
            }
            try user.prepare(serve.dir)
            try user.become()
            try hand(on: sockets)
            setHome(of: user)
            // By its own name, so that it is shown by that; where its folder is not the user's to enter, by the kernel's.
            if let program = realpath("/proc/self/exe", nil) { execv(program, CommandLine.unsafeArgv) }
            execv("/proc/self/exe", CommandLine.unsafeArgv)
            let reason = String(cString: strerror(errno))
            throw StartProblem("\(text) cannot execute this program, nor be who runs it: \(reason)")
        } catch {
            Logger(label: "quired").critical("\(error)")
            exit(1)
        }
    }

    /// For a daemon that has come so far: whether it is who it was to become.
    static func check(_ serve: Serve) throws {
        guard let text = serve.user else { return }
        let user = try RunAs(text)
        guard geteuid() == user.user, getuid() == user.user else {
            throw StartProblem("--user \(text): only root can become another user")
        }
    }

    private static func bind(_ serve: Serve) throws -> [ServiceManager.Socket] {
        var sockets = ServiceManager().sockets
        for address in try Entrance.addresses(serve, hasOthers: !sockets.isEmpty) {
            for descriptor in try ListeningSocket.bind(host: address.host, port: address.port) {
                sockets.append(.init(descriptor: descriptor, name: ServiceManager.ownName))
            }
        }
        for address in serve.lpd {
            for descriptor in try ListeningSocket.bind(host: address.host, port: address.port) {
                sockets.append(.init(descriptor: descriptor, name: ServiceManager.lineName))
            }
        }
        return sockets
    }

    /// Puts the sockets where they are looked for, open for what is executed.
    private static func hand(on sockets: [ServiceManager.Socket]) throws {
        let (first, count) = (ServiceManager.firstSocket, Int32(sockets.count))
        // Out of the way first: one may lie where another belongs.
        let copies = sockets.map { fcntl($0.descriptor, F_DUPFD_CLOEXEC, first + count) }
        for (place, copy) in copies.enumerated() {
            guard copy >= 0, dup2(copy, first + Int32(place)) >= 0 else {
                throw StartProblem("cannot hand sockets on: \(String(cString: strerror(errno)))")
            }
        }
        guard count > 0 else { return }
        setenv("LISTEN_PID", String(getpid()), 1)
        setenv("LISTEN_FDS", String(count), 1)
        setenv("LISTEN_FDNAMES", sockets.map(\.name).joined(separator: ":"), 1)
    }

    /// As a service manager does it: nothing that is started looks for what is its own at root's.
    private static func setHome(of user: RunAs) {
        let entry = getpwuid(user.user)
        setenv("HOME", entry.map { String(cString: $0.pointee.pw_dir) } ?? "/", 1)
        for name in ["USER", "LOGNAME"] { setenv(name, user.name ?? String(user.user), 1) }
    }
}
