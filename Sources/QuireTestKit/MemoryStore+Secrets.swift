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
