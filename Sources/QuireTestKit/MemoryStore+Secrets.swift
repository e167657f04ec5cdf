import IPP
public import PrintModel
import Synchronization

extension MemoryStore: DeviceSecretStore {
    public func secret(for deviceURI: String) -> DeviceSecret? {
        spool.contents.withLock { $0.deviceSecrets[deviceURI] }
    }

    public func secret(of job: JobID) -> DeviceSecret? { spool.contents.withLock { $0.jobSecrets[job] } }

    public func keep(_ secret: DeviceSecret?, for deviceURI: String) async throws {
        try write { contents, _ in contents.deviceSecrets[deviceURI] = secret }
    }

    public func keep(_ secret: DeviceSecret?, of job: JobID) async throws {
        try write { contents, _ in
            let isOver = try contents.found(job).job.lifecycle.isFinished
            if secret != nil, isOver { throw StoreError.notPossible("Job \(job) is over") }
            contents.jobSecrets[job] = secret
        }
    }

    public func opened(_ job: Job) -> Job {
        job.openingPasswords { $0.starts(with: Self.seal) ? Array($0.dropFirst(Self.seal.count).reversed()) : nil }
    }

    private static let seal = Array("sealed:".utf8)

    func withSealedPassword(_ ticket: Ticket) -> Ticket {
        guard let password = ticket.documentPassword else { return ticket }
        var ticket = ticket
        ticket.documentPassword = nil
        ticket.attributes.set(Ticket.passwordAttribute, .octetString(sealed(password)))
        return ticket
    }

    func sealed(_ password: [UInt8]) -> [UInt8] { Self.seal + password.reversed() }
}

extension MemoryStore.Contents {
    /// After a queue has left a device.
    mutating func forgetSecretIfUnused(of deviceURI: String) {
        if !printers.values.contains(where: { $0.deviceURI == deviceURI }) { deviceSecrets[deviceURI] = nil }
    }

    /// Those of devices that no queue prints to.
    mutating func forgetUnusedSecrets() {
        for uri in deviceSecrets.keys { forgetSecretIfUnused(of: uri) }
    }
}
