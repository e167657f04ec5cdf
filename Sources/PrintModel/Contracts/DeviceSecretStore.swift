internal import IPP

/// The names and passwords that devices want. Device URIs are kept and shown without them.
///
/// They are sealed where they lie, and never in a log, an argument or an answer.
public protocol DeviceSecretStore: Sendable {
    /// What the device with this URI wants to hear; from memory.
    func secret(for deviceURI: String) -> DeviceSecret?

    /// What somebody gave for one job (CUPS-Authenticate-Job, ``Ticket/deviceSecret``); it counts before that of the device.
    /// Forgotten with the job's end, and when it moves to another queue, whose device is not the one it was meant for.
    func secret(of job: JobID) -> DeviceSecret?

    /// Durable when it returns; `nil` forgets it. It is forgotten by itself when the last queue on that device goes
    /// elsewhere, or is deleted.
    func keep(_ secret: DeviceSecret?, for deviceURI: String) async throws

    /// Throws ``StoreError/notPossible(_:)`` for a job that is over.
    func keep(_ secret: DeviceSecret?, of job: JobID) async throws

    /// A job with what opens its documents as it was given: where it lies it is sealed (``Ticket/documentPassword``). What
    /// cannot be read any more is left out.
    func opened(_ job: Job) -> Job
}

public struct DeviceSecret: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case password(user: String, password: String)
        /// RFC 6750
        case bearer(token: String)
    }

    public var kind: Kind

    public init(_ kind: Kind) { self.kind = kind }
}

extension DeviceSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of it, so that it gets into no log by mistake.
    public var description: String { "a secret" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// For a house whose devices want none.
public struct NoDeviceSecrets: DeviceSecretStore {
    public init() {}
    public func secret(for deviceURI: String) -> DeviceSecret? { nil }
    public func secret(of job: JobID) -> DeviceSecret? { nil }
    public func keep(_ secret: DeviceSecret?, for deviceURI: String) async throws {}
    public func keep(_ secret: DeviceSecret?, of job: JobID) async throws {}
    public func opened(_ job: Job) -> Job { job }
}

extension Job {
    /// With each password of its documents put through `open`.
    public func openingPasswords(_ open: ([UInt8]) -> [UInt8]?) -> Job {
        guard attributes.attributes.contains(where: { Ticket.isPassword($0.name) }) else { return self }
        var job = self
        job.attributes.attributes = attributes.attributes.compactMap { attribute in
            guard Ticket.isPassword(attribute.name) else { return attribute }
            guard case .octetString(let sealed)? = attribute.values.first, let opened = open(sealed) else { return nil }
            return Attribute(attribute.name, .octetString(opened))
        }
        return job
    }
}
