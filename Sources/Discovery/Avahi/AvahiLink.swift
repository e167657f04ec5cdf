import CAvahi
import ServiceRecords

/// The connection to this machine's Avahi, which answers for us on the network (libavahi-client, over D-Bus).
///
/// The library has a thread of its own that calls back; everything here happens on it or under its lock, which is why this
/// may be shared although nothing in it says so.
final class AvahiLink: @unchecked Sendable {
    enum News: Hashable, Sendable {
        /// It answers, and calls this machine so; what is wanted is being announced.
        case running(host: String)
        /// It is not there, and is waited for.
        case waiting
        /// Nothing more comes over this connection.
        case failed(String)
        /// Others know the printer with that number under that name now.
        case announced(Int32, name: String)
        /// It cannot be announced, for that reason.
        case refused(Int32, String)
    }

    private let poll: OpaquePointer
    private var client: OpaquePointer?
    private var groups: [Int32: AvahiGroup] = [:]
    private var wanted: [Int32: Announcement] = [:]
    private var isRunning = false
    private let tell: @Sendable (News) -> Void

    /// - Parameter tell: called on the library's thread, which it must not hold up.
    /// - Throws: ``AvahiProblem``, where there is no D-Bus.
    init(tell: @escaping @Sendable (News) -> Void) throws(AvahiProblem) {
        guard let poll = avahi_threaded_poll_new() else { throw AvahiProblem("there is no memory") }
        self.poll = poll
        self.tell = tell
        var code: CInt = 0
        let me = Unmanaged.passUnretained(self).toOpaque()
        client = avahi_client_new(
            avahi_threaded_poll_get(poll), AVAHI_CLIENT_NO_FAIL,
            { client, state, me in
                guard let me, let client else { return }
                Unmanaged<AvahiLink>.fromOpaque(me).takeUnretainedValue().changed(client, to: state)
            }, me, &code)
        guard client != nil else {
            avahi_threaded_poll_free(poll)
            throw AvahiProblem(String(cString: avahi_strerror(code)))
        }
        avahi_threaded_poll_start(poll)
    }

    /// Takes everything back. Must be called once, and nothing afterwards.
    func close() {
        avahi_threaded_poll_stop(poll)
        groups = [:]
        if let client { avahi_client_free(client) }
        client = nil
        avahi_threaded_poll_free(poll)
    }

    /// Announces this, in place of what was.
    func announce(_ announcements: [Int32: Announcement]) {
        avahi_threaded_poll_lock(poll)
        defer { avahi_threaded_poll_unlock(poll) }
        for id in wanted.keys where announcements[id] == nil { groups.removeValue(forKey: id)?.free() }
        let before = wanted
        wanted = announcements
        guard isRunning else { return }
        for (id, announcement) in announcements where before[id] != announcement || groups[id] == nil {
            register(id, announcement)
        }
    }

    private func changed(_ client: OpaquePointer, to state: AvahiClientState) {
        switch state {
        case AVAHI_CLIENT_S_RUNNING:
            self.client = client
            isRunning = true
            let host = avahi_client_get_host_name_fqdn(client).map { String(cString: $0) }
            tell(.running(host: host ?? "localhost"))
            for (id, announcement) in wanted { register(id, announcement) }
        // The name of this machine is being found: what is registered is void, and is registered again afterwards.
        case AVAHI_CLIENT_S_COLLISION, AVAHI_CLIENT_S_REGISTERING: forget()
        case AVAHI_CLIENT_CONNECTING:
            forget()
            tell(.waiting)
        case AVAHI_CLIENT_FAILURE:
            isRunning = false
            tell(.failed(String(cString: avahi_strerror(avahi_client_errno(client)))))
        default: break
        }
    }

    private func forget() {
        isRunning = false
        for group in groups.values { group.free() }
        groups = [:]
    }

    private func register(_ id: Int32, _ announcement: Announcement) {
        guard let client else { return }
        do throws(AvahiProblem) {
            if let group = groups[id] {
                try group.change(to: announcement)
            } else {
                groups[id] = try AvahiGroup(client, announcement) { [tell] outcome in
                    switch outcome {
                    case .announced(let name): tell(.announced(id, name: name))
                    case .refused(let reason): tell(.refused(id, reason))
                    }
                }
            }
        } catch {
            tell(.refused(id, error.reason))
        }
    }
}

struct AvahiProblem: Error, Hashable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
