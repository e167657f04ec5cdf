import CAvahi
import ServiceRecords

/// The services of one printer, announced together and under one name. Only on Avahi's thread, or under its lock.
final class AvahiGroup {
    enum Outcome {
        case announced(name: String)
        case refused(String)
    }

    /// Other names that are tried in one go.
    private static let namesMax = 50

    private var group: OpaquePointer?
    private var announcement: Announcement
    /// The name that it has: another than was wanted where that was taken.
    private var name: String
    private let done: (Outcome) -> Void

    init(_ client: OpaquePointer, _ announcement: Announcement, done: @escaping (Outcome) -> Void) throws(AvahiProblem)
    {
        self.announcement = announcement
        self.done = done
        name = announcement.name
        let me = Unmanaged.passUnretained(self).toOpaque()
        group = avahi_entry_group_new(
            client,
            { group, state, me in
                guard let me, let group else { return }
                Unmanaged<AvahiGroup>.fromOpaque(me).takeUnretainedValue().changed(group, to: state)
            }, me)
        guard group != nil else { throw AvahiProblem(String(cString: avahi_strerror(avahi_client_errno(client)))) }
        try register()
    }

    deinit { free() }

    /// Takes it back; it is of no use afterwards. Before the client is freed, which frees it as well.
    func free() {
        if let group { avahi_entry_group_free(group) }
        group = nil
    }

    func change(to announcement: Announcement) throws(AvahiProblem) {
        // The name it got in place of one that was taken is asked for from now on: nothing changes by that.
        var same = announcement
        same.name = self.announcement.name
        let isSameName = announcement.name == name || announcement.name == self.announcement.name
        if isSameName, same == self.announcement || same.differsInTextOnly(from: self.announcement) {
            self.announcement = announcement
            return try updateTexts()
        }
        self.announcement = announcement
        name = announcement.name
        if let group { avahi_entry_group_reset(group) }
        try register()
    }

    private func register() throws(AvahiProblem) {
        guard let group else { return }
        for _ in 0..<Self.namesMax {
            var code: CInt = 0
            for service in announcement.services where code == 0 { code = add(service, to: group) }
            if code == 0 { code = avahi_entry_group_commit(group) }
            if code == 0 { return }
            // Taken by somebody on this machine; on the network it shows later.
            guard code == AVAHI_ERR_COLLISION else { throw AvahiProblem(String(cString: avahi_strerror(code))) }
            avahi_entry_group_reset(group)
            try takeAnotherName()
        }
        throw AvahiProblem("no name is free")
    }

    private func add(_ service: Announcement.Service, to group: OpaquePointer) -> CInt {
        let text = Self.list(service.text)
        defer { avahi_string_list_free(text) }
        var code = avahi_entry_group_add_service_strlst(
            group, Self.everywhere, Self.everyProtocol, AvahiPublishFlags(0), name, service.type, nil, nil,
            service.port,
            text)
        for subtype in service.subtypes where code == 0 {
            code = avahi_entry_group_add_service_subtype(
                group, Self.everywhere, Self.everyProtocol, AvahiPublishFlags(0), name, service.type, nil,
                "\(subtype)._sub.\(service.type)")
        }
        return code
    }

    private func updateTexts() throws(AvahiProblem) {
        guard let group else { return }
        for service in announcement.services {
            let text = Self.list(service.text)
            defer { avahi_string_list_free(text) }
            let code = avahi_entry_group_update_service_txt_strlst(
                group, Self.everywhere, Self.everyProtocol, AvahiPublishFlags(0), name, service.type, nil, text)
            guard code == 0 else { throw AvahiProblem(String(cString: avahi_strerror(code))) }
        }
    }

    private func changed(_ group: OpaquePointer, to state: AvahiEntryGroupState) {
        switch state {
        case AVAHI_ENTRY_GROUP_ESTABLISHED: done(.announced(name: name))
        case AVAHI_ENTRY_GROUP_COLLISION:
            do throws(AvahiProblem) {
                try takeAnotherName()
                avahi_entry_group_reset(group)
                try register()
            } catch {
                done(.refused(error.reason))
            }
        case AVAHI_ENTRY_GROUP_FAILURE:
            let client = avahi_entry_group_get_client(group)
            done(.refused(String(cString: avahi_strerror(avahi_client_errno(client)))))
        default: break
        }
    }

    /// `Office #2`
    private func takeAnotherName() throws(AvahiProblem) {
        guard let other = avahi_alternative_service_name(name) else {
            throw AvahiProblem("'\(name)' cannot be announced")
        }
        defer { avahi_free(other) }
        name = String(cString: other)
    }

    private static let everywhere = AvahiIfIndex(AVAHI_IF_UNSPEC)
    private static let everyProtocol = AvahiProtocol(AVAHI_PROTO_UNSPEC)

    /// The library puts each new one in front, and turns the whole round when it sends it.
    private static func list(_ pairs: [String]) -> UnsafeMutablePointer<AvahiStringList>? {
        var list: UnsafeMutablePointer<AvahiStringList>?
        for pair in pairs {
            let octets = Array(pair.utf8)
            list = avahi_string_list_add_arbitrary(list, octets, octets.count)
        }
        return list
    }
}
