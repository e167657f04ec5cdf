internal import PrintModel

extension FolderOutput {
    /// What became of a delivery that an earlier run of the daemon had begun; Aside.swift has the cases.
    func resolve(_ files: [OutputFile], of delivery: Delivery) async -> Interrupted {
        let now = Aside(delivery.lease)
        guard let text = delivery.job.deviceJob else {
            // What cannot be removed now is removed by the next attempt.
            try? await onThread {
                try Workshop(at: path, with: tools).removeAside { now.isLater(than: $0) }
            }
            return .notDelivered
        }
        guard let remembered = RememberedOutput(text), remembered.fileCount == files.count else {
            return .unknown(because: "it was begun on another device, which called it '\(text)'")
        }
        let aside = Aside(job: now.job, epoch: remembered.epoch, attempt: remembered.attempt)
        do {
            try await onThread { try publishRest(of: files, as: aside, remembered) }
            return .delivered
        } catch {
            // What is still aside is not published, so printing it again is safe.
            let left = try? await onThread { try hasLeft(files, as: aside, in: remembered.place) }
            if left == true { return .notDelivered }
            if case .tryAgain(let trouble) = outcome(of: error) { return .askAgain(trouble) }
            return .unknown(because: "cannot see whether \(remembered.name) is there: \(message(of: error))")
        }
    }

    /// Publishes what is still aside. What is not was published before, but perhaps not made durable.
    private func publishRest(of files: [OutputFile], as aside: Aside, _ remembered: RememberedOutput) throws {
        let workshop = try Workshop(at: path, asideIn: remembered.place, with: tools)
        for (index, file) in files.enumerated() where try workshop.isAside(aside.name(index)) {
            try workshop.publish(aside.name(index), as: file, serial: remembered.serial)
        }
        try workshop.syncFolders(of: files)
    }

    private func hasLeft(_ files: [OutputFile], as aside: Aside, in place: RememberedOutput.Place) throws -> Bool {
        let folder =
            switch place {
            case .spool: try tools.scratch.open(tools.scratchPath)
            case .folder: try Workshop(at: path, asideIn: place, with: tools).aside
            }
        return try files.indices.contains { try tools.disk.status(of: aside.name($0), in: folder.descriptor) != nil }
    }

    /// Removes what lies aside for jobs that are not in `jobs`.
    func removeLeftovers(keeping jobs: Set<JobID>) async throws {
        try await onThread { try Workshop(at: path, with: tools).removeAside { !jobs.contains($0.job) } }
    }

    /// Whether a job could be written now; `nil` when it could.
    func probe() async -> DeviceTrouble? {
        do {
            try await onThread { try Workshop(at: path, with: tools).tryWriting() }
            return nil
        } catch {
            guard case .tryAgain(let trouble) = outcome(of: error) else { return nil }
            return trouble
        }
    }

    // MARK: What an error means

    func outcome(of error: any Error) -> DeliveryOutcome {
        switch error {
        case let error as OutputError: error.outcome(for: path)
        case let error as Refusal: .refused(because: error.reason)
        case is OutsideOfRoots:
            .tryAgain(DeviceTrouble(.misconfigured, reason: "configuration-change", message: message(of: error)))
        case is TooManyOfOneName: .tryAgain(DeviceTrouble(.local, reason: "other", message: message(of: error)))
        default: .readingFailed(error)
        }
    }

    private func message(of error: any Error) -> String {
        switch error {
        case let error as OutputError: error.trouble(with: path).message
        case let error as OutsideOfRoots: error.reason
        case let error as TooManyOfOneName:
            "cannot write to \(path): it has more than \(OutputTools.serialMax) files like \(error.name)"
        default: "\(error)"
        }
    }
}
