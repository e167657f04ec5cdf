internal import PrintModel

/// Puts the files of a job into a folder: each whole or not at all, and exactly once, whatever ends the daemon in
/// between. Aside.swift has the order of steps, and why.
///
/// It knows no formats and no URIs: which files a job becomes is the backends' word (``OutputFile``).
struct FolderOutput: Sendable {
    /// Where the files go, an absolute path.
    let path: String
    let tools: OutputTools

    /// Bytes that are gathered before they are written: a small document costs one change of threads.
    private static let chunkOctets = 256 << 10

    func deliver(_ files: [OutputFile], of delivery: Delivery) async -> DeliveryOutcome {
        let aside = Aside(delivery.lease)
        let written: Written
        do {
            written = try await write(files, of: delivery, as: aside)
            try Task.checkCancellation()
        } catch {
            await forget(files, of: aside)
            return outcome(of: error)
        }
        do {
            let remembered = RememberedOutput(
                aside, in: written.workshop.place, fileCount: files.count, serial: written.serial,
                name: files.first?.name(serial: written.serial) ?? "")
            try await delivery.remember(remembered.text)
            try await delivery.confirm()
            // From here on it is done even if the task is cancelled: the steps are few and short.
            try await onThread {
                for (index, file) in files.enumerated() {
                    try written.workshop.publish(aside.name(index), as: file, serial: written.serial)
                }
                try written.workshop.syncFolders(of: files)
            }
            return .delivered
        } catch {
            return outcome(of: error)
        }
    }

    // MARK: Writing aside

    /// What ``write(_:of:as:)`` leaves: all files aside, durable, with the names they will get.
    private struct Written: Sendable {
        var workshop: Workshop
        var serial: Int
    }

    /// A file that is being written; opened when the first bytes are there, so that the thread is changed once.
    private struct Draft: Sendable {
        var workshop: Workshop?
        var file: Descriptor?
        /// What is not written yet.
        var rest: [UInt8] = []
    }

    private func write(_ files: [OutputFile], of delivery: Delivery, as aside: Aside) async throws -> Written {
        var workshop: Workshop?
        var serial = 1
        for (index, file) in files.enumerated() {
            let draft = try await read(file, of: delivery, as: (aside, index), in: workshop)
            let isLast = index == files.count - 1
            (workshop, serial) = try await onThread {
                let workshop = try finish(draft, as: (aside, index))
                guard isLast else { return (workshop, 1) }
                try workshop.aside.syncNewNames()
                return (workshop, try workshop.freeSerial(for: files, of: aside))
            }
        }
        guard let workshop else { throw Refusal(reason: "the job has no documents") }
        return Written(workshop: workshop, serial: serial)
    }

    /// Reads a file's documents to their end. The file is not open when this throws.
    private func read(
        _ file: OutputFile, of delivery: Delivery, as name: (aside: Aside, index: Int), in workshop: Workshop?
    ) async throws -> Draft {
        var draft = Draft(workshop: workshop)
        do {
            for number in file.documents {
                let stream = try await delivery.open(number)
                var octets: Int64 = 0
                while let piece = try await stream.next() {
                    octets += Int64(piece.count)
                    if draft.rest.isEmpty { draft.rest = piece } else { draft.rest += piece }
                    guard draft.rest.count >= Self.chunkOctets else { continue }
                    try Task.checkCancellation()
                    let written = try await onThread { [draft] in try write(draft, as: name) }
                    draft = Draft(workshop: written.workshop, file: written.file)
                }
                // A stream that just ends when its task is cancelled must not look like the end of a document.
                try Task.checkCancellation()
                try check(octets, of: number, in: delivery)
            }
            return draft
        } catch {
            if let file = draft.file { tools.disk.close(file) }
            throw error
        }
    }

    private func check(_ octets: Int64, of number: Int, in delivery: Delivery) throws {
        // What is made while it is read has no length before; its stream throws where it is not whole.
        guard !delivery.isConverted, let document = delivery.documents.first(where: { $0.number == number }),
            document.octets != octets
        else { return }
        throw StoreError.damaged("document \(number) has \(octets) octets and was stored with \(document.octets)")
    }

    private func write(
        _ draft: Draft, as name: (aside: Aside, index: Int)
    ) throws -> (workshop: Workshop, file: Descriptor) {
        let workshop = try draft.workshop ?? open(for: name.aside)
        let file = try draft.file ?? workshop.create(name.aside.name(name.index))
        do {
            try tools.disk.write(draft.rest[...], to: file)
        } catch {
            // The caller closes only what it knows of.
            if draft.file == nil { tools.disk.close(file) }
            throw error
        }
        return (workshop, file)
    }

    /// Writes the rest and makes the bytes durable. The file is closed, whatever happens.
    private func finish(_ draft: Draft, as name: (aside: Aside, index: Int)) throws -> Workshop {
        var file = draft.file
        defer { if let file { tools.disk.close(file) } }
        let written = try write(draft, as: name)
        file = written.file
        try tools.disk.sync(written.file)
        return written.workshop
    }

    /// What an earlier attempt left is removed first: it may be what fills the disk.
    private func open(for aside: Aside) throws -> Workshop {
        let workshop = try Workshop(at: path, with: tools)
        if aside.attempt > 1 { try workshop.removeAside { aside.isLater(than: $0) } }
        return workshop
    }

    /// Removes what lies aside of an attempt that got no further.
    private func forget(_ files: [OutputFile], of aside: Aside) async {
        // What cannot be removed now is removed by the next attempt, or at the next start.
        try? await onThread {
            let workshop = try Workshop(at: path, with: tools)
            for index in files.indices {
                try tools.disk.remove(aside.name(index), in: workshop.aside.descriptor)
            }
        }
    }

    func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await tools.threads.run(body)
    }
}

/// The job can never be printed there.
struct Refusal: Error, Hashable, Sendable {
    var reason: String
}
