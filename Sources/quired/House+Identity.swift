import Audit
import Glibc
import Identity
import Logging
import PrintModel
import Spool
import Synchronization

/// What knows who somebody is.
extension House {
    /// What looks at passwords and tokens: those of the accounts here, and of the machine's users if somebody said so.
    static func makeAuthenticator(
        _ serve: Serve, _ entrance: Entrance, _ store: SQLiteStore, _ groups: SystemGroups, _ audit: AuditKeeper,
        _ clock: SystemClock
    ) throws -> HouseAuthenticator {
        let log = Logger(label: "quire.passwords")
        let machine = passwordHelper(serve, entrance).map { connect in
            MachinePasswords(
                connect: connect, groups: { await groups.groups(of: $0, isProved: true) },
                failed: { log.error("nobody asks PAM for us: \($0)") })
        }
        // What is wrong is to be in the log before the first user is sent away.
        machine?.prepare()
        return HouseAuthenticator(
            accounts: store, machine: machine, clock: clock, audit: MarkedAudit(base: audit),
            provider: try serve.identity.provider(clock), machineRole: machineRole(serve))
    }

    /// The role of a user of the machine.
    static func machineRole(_ serve: Serve) -> @Sendable (String, Set<String>) -> Role {
        let administrators = Set(serve.adminGroup)
        return { name, groups in
            name == "root" || !administrators.isDisjoint(with: groups) ? .administrator : .user
        }
    }

    /// How to come to what asks PAM: `nil` where nobody is to.
    private static func passwordHelper(
        _ serve: Serve, _ entrance: Entrance
    ) -> (@Sendable () throws -> MachinePasswords.Connection)? {
        if let path = serve.pamSocket {
            return { MachinePasswords.Connection(socket: try PasswordHelper.connect(to: path)) }
        }
        guard let service = serve.pam else { return nil }
        if let descriptor = entrance.passwordHelper {
            // Nobody here could start another with its rights.
            let given = Mutex<Int32?>(descriptor)
            return {
                guard let socket = given.withLock({ $0.take() }) else {
                    throw StartProblem("quire-pam has ended, and only root can start it: start the server anew")
                }
                return MachinePasswords.Connection(socket: socket)
            }
        }
        let folder = serve.pamFolder
        return {
            let (socket, process) = try PasswordHelper.start(service: service, folder: folder)
            return MachinePasswords.Connection(socket: socket) {
                while waitpid(process, nil, 0) < 0, errno == EINTR {}
            }
        }
    }
}
