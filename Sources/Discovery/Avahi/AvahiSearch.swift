import CAvahi
import PrintModel

/// One look for services, by this machine's Avahi (libavahi-client). Everything happens on the library's thread or under its
/// lock, which is why this may be shared although nothing in it says so.
final class AvahiSearch: @unchecked Sendable {
    /// Services that are asked for more. Whoever is in the network can announce as many as he likes, and each costs a question
    /// over D-Bus and one to the network.
    private static let servicesMax = 400

    private struct Name: Hashable {
        let type: FoundService.Kind
        let instance: String
        let domain: String
    }

    private let poll: OpaquePointer
    private var client: OpaquePointer?
    private var browsers: [OpaquePointer] = []
    private var looks: [ServiceLook] = []
    private var known: Set<Name> = []
    /// Browsers that may have more to say, and looks that have not ended.
    private var open = 0
    private var found: [FoundService] = []
    private let done: @Sendable () -> Void
    private var problem: AvahiProblem?

    /// Blocks as long as D-Bus takes to answer.
    ///
    /// - Parameter done: called once, on the library's thread, when there is nothing more to come in the near future.
    /// - Throws: ``AvahiProblem``, where there is no D-Bus or no Avahi.
    init(done: @escaping @Sendable () -> Void) throws(AvahiProblem) {
        guard let poll = avahi_threaded_poll_new() else { throw AvahiProblem("there is no memory") }
        self.poll = poll
        self.done = done
        var code: CInt = 0
        let me = Unmanaged.passUnretained(self).toOpaque()
        client = avahi_client_new(
            avahi_threaded_poll_get(poll), AvahiClientFlags(rawValue: 0),
            { client, state, me in
                guard let me, let client, state == AVAHI_CLIENT_FAILURE else { return }
                let search = Unmanaged<AvahiSearch>.fromOpaque(me).takeUnretainedValue()
                search.end(AvahiProblem(String(cString: avahi_strerror(avahi_client_errno(client)))))
            }, me, &code)
        guard let client else {
            avahi_threaded_poll_free(poll)
            throw AvahiProblem(String(cString: avahi_strerror(code)))
        }
        for kind in FoundService.Kind.allCases {
            let browser = avahi_service_browser_new(
                client, Self.everywhere, Self.everyProtocol, kind.rawValue, nil, AvahiLookupFlags(rawValue: 0),
                { _, interface, proto, event, name, type, domain, _, me in
                    guard let me else { return }
                    let search = Unmanaged<AvahiSearch>.fromOpaque(me).takeUnretainedValue()
                    search.take(event, interface, proto, name, type, domain)
                }, me)
            guard let browser else { continue }
            browsers.append(browser)
        }
        open = browsers.count
        if browsers.isEmpty { problem = AvahiProblem(String(cString: avahi_strerror(avahi_client_errno(client)))) }
        avahi_threaded_poll_start(poll)
    }

    /// What was found so far. Must be called once, and nothing afterwards.
    func close() throws(AvahiProblem) -> [FoundService] {
        avahi_threaded_poll_stop(poll)
        for look in looks { look.free() }
        for browser in browsers { avahi_service_browser_free(browser) }
        if let client { avahi_client_free(client) }
        client = nil
        avahi_threaded_poll_free(poll)
        if let problem, found.isEmpty { throw problem }
        return found
    }

    private func take(
        _ event: AvahiBrowserEvent, _ interface: AvahiIfIndex, _ proto: AvahiProtocol,
        _ name: UnsafePointer<CChar>?, _ type: UnsafePointer<CChar>?, _ domain: UnsafePointer<CChar>?
    ) {
        switch event {
        case AVAHI_BROWSER_NEW:
            guard let client, let name, let type, let domain,
                let kind = FoundService.Kind(rawValue: String(cString: type)), known.count < Self.servicesMax
            else { return }
            let instance = String(cString: name)
            // On each interface and over both protocols the same comes again.
            guard known.insert(Name(type: kind, instance: instance, domain: String(cString: domain))).inserted else {
                return
            }
            let look = ServiceLook(client, kind, interface, proto, name, type, domain) { [weak self] service in
                self?.take(service)
            }
            guard let look else { return }
            open += 1
            looks.append(look)
        case AVAHI_BROWSER_ALL_FOR_NOW: finishOne()
        case AVAHI_BROWSER_FAILURE:
            problem = client.map { AvahiProblem(String(cString: avahi_strerror(avahi_client_errno($0)))) }
            finishOne()
        default: break
        }
    }

    private func take(_ service: FoundService?) {
        if let service { found.append(service) }
        finishOne()
    }

    private func finishOne() {
        open -= 1
        if open == 0 { done() }
    }

    private func end(_ problem: AvahiProblem) {
        self.problem = problem
        done()
    }

    private static let everywhere = AvahiIfIndex(AVAHI_IF_UNSPEC)
    private static let everyProtocol = AvahiProtocol(AVAHI_PROTO_UNSPEC)
}

/// Finds out where one service is, and what it says of itself.
private final class ServiceLook {
    private var resolver: OpaquePointer?
    private let kind: FoundService.Kind
    private var tell: ((FoundService?) -> Void)?
    private let client: OpaquePointer
    private let interface: AvahiIfIndex
    private let proto: AvahiProtocol
    private let (instance, type, domain): (String, String, String)

    /// - Parameter tell: called once: with what nothing can be sent to, with `nil`.
    init?(
        _ client: OpaquePointer, _ kind: FoundService.Kind, _ interface: AvahiIfIndex, _ proto: AvahiProtocol,
        _ name: UnsafePointer<CChar>, _ type: UnsafePointer<CChar>, _ domain: UnsafePointer<CChar>,
        tell: @escaping (FoundService?) -> Void
    ) {
        (self.client, self.kind, self.interface, self.proto) = (client, kind, interface, proto)
        (instance, self.type, self.domain) = (
            String(cString: name), String(cString: type), String(cString: domain)
        )
        self.tell = tell
        // Addresses of IPv6 in a network of homes are mostly of one link, which no URI can say.
        ask(AvahiProtocol(AVAHI_PROTO_INET))
        if resolver == nil { return nil }
    }

    func free() {
        if let resolver { avahi_service_resolver_free(resolver) }
        resolver = nil
    }

    private func ask(_ family: AvahiProtocol) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        resolver = avahi_service_resolver_new(
            client, interface, proto, instance, type, domain, family, AvahiLookupFlags(rawValue: 0),
            { _, _, _, event, _, _, _, _, address, port, text, _, me in
                guard let me else { return }
                let look = Unmanaged<ServiceLook>.fromOpaque(me).takeUnretainedValue()
                look.take(event, address, port, text)
            }, me)
        self.family = family
    }
    private var family = AvahiProtocol(AVAHI_PROTO_INET)

    private func take(
        _ event: AvahiResolverEvent, _ address: UnsafePointer<AvahiAddress>?, _ port: UInt16,
        _ text: UnsafeMutablePointer<AvahiStringList>?
    ) {
        free()
        if event == AVAHI_RESOLVER_FAILURE, family == AvahiProtocol(AVAHI_PROTO_INET) {
            ask(AvahiProtocol(AVAHI_PROTO_INET6))
            if resolver != nil { return }
        }
        let tell = self.tell
        self.tell = nil
        guard event == AVAHI_RESOLVER_FOUND, let address, let host = Self.text(of: address) else {
            tell?(nil)
            return
        }
        tell?(FoundService(kind, instance: instance, host: host, port: port, text: Self.pairs(text)))
    }

    /// `nil` for one that is good on one link only.
    private static func text(of address: UnsafePointer<AvahiAddress>) -> String? {
        var text = [CChar](repeating: 0, count: 64)
        guard avahi_address_snprint(&text, text.count, address) != nil else { return nil }
        let host = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return host.lowercased().hasPrefix("fe80:") ? nil : host
    }

    /// Pairs of one record: more than fit into a packet are none of a printer's.
    private static let pairsMax = 100

    private static func pairs(_ list: UnsafeMutablePointer<AvahiStringList>?) -> [String] {
        var pairs: [String] = []
        var next = list
        while let item = next, pairs.count < pairsMax {
            let octets = UnsafeBufferPointer(
                start: avahi_string_list_get_text(item), count: avahi_string_list_get_size(item))
            pairs.append(String(decoding: octets, as: UTF8.self))
            next = avahi_string_list_get_next(item)
        }
        return pairs
    }
}
