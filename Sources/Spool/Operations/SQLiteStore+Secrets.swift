internal import IPP
internal import Logging
public import PrintModel

extension SQLiteStore: DeviceSecretStore {
    public func secret(for deviceURI: String) -> DeviceSecret? { memory.read { $0.deviceSecrets[deviceURI] } }
    public func secret(of job: JobID) -> DeviceSecret? { memory.read { $0.jobSecrets[job] } }

    public func keep(_ secret: DeviceSecret?, for deviceURI: String) async throws {
        let sealed = try await seal(secret, for: SecretSeal.purpose(of: deviceURI))
        try await commits.perform { transaction in
            if let sealed {
                try transaction.connection.statement(text: SecretSQL.putOfDevice).run(.text(deviceURI), .blob(sealed))
            } else {
                try transaction.connection.statement(text: SecretSQL.forgetDevice).run(.text(deviceURI))
            }
            transaction.effects.deviceSecrets[deviceURI] = .some(secret)
        }
    }

    public func keep(_ secret: DeviceSecret?, of job: JobID) async throws {
        let sealed = try await seal(secret, for: SecretSeal.purposeOfJob)
        try await commits.perform { transaction in
            let state = try transaction.row(job).job.state
            guard let secret, let sealed else { return try transaction.forgetSecret(of: job) }
            guard !JobLifecycle(state: state).isFinished else {
                throw StoreError.notPossible("Job \(job) is over")
            }
            try transaction.keep(secret, sealed, of: job)
        }
    }

    /// What a ticket says for its device, ready for its row: sealed here and not in the transaction, for which others wait.
    func sealed(_ ticket: Ticket) async throws -> [UInt8]? {
        guard ticket.deviceSecret != nil else { return nil }
        return try await seal(ticket.deviceSecret, for: SecretSeal.purposeOfJob)
    }

    private func seal(_ secret: DeviceSecret?, for purpose: String) async throws -> [UInt8]? {
        guard let secret else { return nil }
        return try await sealed { try $0.seal(secret, for: purpose) }
    }

    private func sealed(_ body: @escaping @Sendable (SecretSeal) throws -> [UInt8]) async throws -> [UInt8] {
        do {
            return try await depot.blocking.run { [seal] in
                try seal.prepare()
                return try body(seal)
            }
        } catch let error as DiskError {
            throw condition.translate(error)
        }
    }

    // MARK: Passwords of documents

    /// With what opens its documents sealed among its attributes, where every job printed of the same documents finds it.
    func withSealedPassword(_ ticket: Ticket) async throws -> Ticket {
        guard let password = ticket.documentPassword else { return ticket }
        var ticket = ticket
        ticket.documentPassword = nil
        ticket.attributes.set(Ticket.passwordAttribute, .octetString(try await seal(documentPassword: password)))
        return ticket
    }

    func withSealedPassword(_ document: NewDocument?) async throws -> NewDocument? {
        guard let password = document?.password else { return document }
        var document = document
        document?.password = try await seal(documentPassword: password)
        return document
    }

    private func seal(documentPassword: [UInt8]) async throws -> [UInt8] {
        try await sealed { try $0.seal(documentPassword, for: SecretSeal.purposeOfDocument) }
    }

    public func opened(_ job: Job) -> Job {
        job.openingPasswords { seal.openOctets($0, for: SecretSeal.purposeOfDocument) }
    }
}

extension JobLifecycle {
    fileprivate init(state: State) {
        self.init(state: state, hold: .none, isOpen: false, cancelRequested: nil, attempts: 0)
    }
}

extension WriteTransaction {
    func keep(_ secret: DeviceSecret, _ sealed: [UInt8], of job: JobID) throws {
        try connection.statement(text: SecretSQL.putOfJob).run(.integer(job.rawValue), .blob(sealed))
        effects.jobSecrets[job] = .some(secret)
    }

    func forgetSecret(of job: JobID) throws {
        try connection.statement(text: SecretSQL.forgetJob).run(.integer(job.rawValue))
        effects.jobSecrets[job] = .some(nil)
    }

    /// Asked with every job that ends, so from memory. At the start, when there is none yet, there may be one.
    func hasSecret(_ job: JobID) -> Bool {
        if let kept = effects.jobSecrets[job] { return kept != nil }
        return memory?.hasSecret(job) ?? true
    }

    /// After a queue has left a device: nobody is to find its password at a device that no queue prints to.
    func forgetSecretIfUnused(of deviceURI: String) throws {
        guard memory?.hasSecret(deviceURI) ?? true || effects.deviceSecrets[deviceURI] != nil else { return }
        let isUsed = try connection.statement(text: SecretSQL.isDeviceUsed).first(.text(deviceURI)) { _ in true }
        guard isUsed != true else { return }
        try connection.statement(text: SecretSQL.forgetDevice).run(.text(deviceURI))
        effects.deviceSecrets[deviceURI] = .some(nil)
    }
}

/// Every secret that can still be read, at the start.
struct KeptSecrets {
    var devices: [String: DeviceSecret] = [:]
    var jobs: [JobID: DeviceSecret] = [:]

    init(on connection: Connection, seal: SecretSeal, condition: StoreCondition) throws {
        var unreadable = 0
        for (uri, sealed) in try connection.statement(text: SecretSQL.ofDevices).all(read: { ($0.text(0), $0.blob(1)) })
        {
            devices[uri] = seal.open(sealed, for: SecretSeal.purpose(of: uri))
            if devices[uri] == nil { unreadable += 1 }
        }
        for (id, sealed) in try connection.statement(text: SecretSQL.ofJobs).all(read: { ($0.int32(0), $0.blob(1)) }) {
            jobs[JobID(id)] = seal.open(sealed, for: SecretSeal.purposeOfJob)
            if jobs[JobID(id)] == nil { unreadable += 1 }
        }
        guard unreadable > 0 else { return }
        condition.logger.warning("passwords of devices cannot be read any more", metadata: ["count": "\(unreadable)"])
    }
}
