import Logging
import Operations
import PrintModel

/// Receives jobs: control files and data files in any order, one job after the other (RFC 1179 §6).
actor JobReception {
    private let talk: LineConversation
    private let wire: Wire
    private var assembly = JobAssembly<HeldDocument>()
    private var queue = ""
    private var desk: DeskLimits?

    private var connection: Connection { talk.connection }
    private var limits: SideLimits { talk.limits }

    init(_ talk: LineConversation, _ wire: Wire) {
        self.talk = talk
        self.wire = wire
    }

    /// - Throws: what ends the connection without a word.
    func run(_ queue: String) async throws {
        do {
            try await begin(queue)
            while let line = try await wire.line(octetsMax: limits.lineOctetsMax, within: limits.commandTime) {
                guard try await obey(ReceiveCommand(line)) else { break }
            }
            if !assembly.isEmpty { note("LPD: a job was left incomplete; nothing of it is printed") }
            await forget()
        } catch let refusal as DeskRefusal {
            await forget()
            await talk.refuse(refusal)
        } catch let problem as LineCommand.Problem {
            await forget()
            await talk.refuse(DeskRefusal(problem.reason))
        } catch {
            if !assembly.isEmpty { note("LPD: the client went away in the middle of a job; nothing of it is printed") }
            await forget()
            throw error
        }
    }

    private func begin(_ queue: String) async throws {
        self.queue = queue
        desk = try await talk.desk.admit(to: queue, user: nil, from: talk.caller(queue))
        try await connection.write([0])
    }

    /// - Returns: whether the connection goes on.
    private func obey(_ command: ReceiveCommand) async throws -> Bool {
        switch command {
        case .abort:
            await forget()
            try await connection.write([0])
        case .receiveJob(let queue):
            guard assembly.isEmpty else { throw DeskRefusal("the job before is not complete") }
            try await begin(queue)
        case .controlFile(let octets, _): try await takeControlFile(octets)
        case .dataFile(let octets, let name): return try await takeDataFile(octets, name)
        }
        return true
    }

    private func takeControlFile(_ octets: Int64) async throws {
        guard octets > 0, octets <= limits.controlFileOctetsMax else {
            if octets > 0 { limits.board.note(.lpdControlBytes) }
            throw DeskRefusal("a control file has 1 to \(limits.controlFileOctetsMax) octets")
        }
        guard assembly.controls.count < limits.openJobsMax else {
            throw DeskRefusal("\(limits.openJobsMax) jobs wait for their data files already")
        }
        try await connection.write([0])
        let bytes = try await wire.octets(Int(octets))
        try await end(of: "control file")
        let control = try ControlFile(bytes)
        // Told at once, and not after all of a long document.
        _ = try await talk.desk.admit(to: queue, user: control.user ?? "", from: talk.caller(queue))
        assembly.add(control)
        try await submitComplete()
        try await connection.write([0])
    }

    private func takeDataFile(_ octets: Int64?, _ name: String) async throws -> Bool {
        guard let desk else { return false }
        guard let name = ReceivedName(name) else { throw DeskRefusal("a data file with a name that is none") }
        guard assembly.data.count < desk.documentsMax else {
            throw DeskRefusal("a job has at most \(desk.documentsMax) files")
        }
        let held = assembly.data.reduce(Int64(0)) { $0 + $1.data.octets }
        guard held + min(octets ?? 0, desk.octetsMax + 1) <= desk.octetsMax else {
            throw DeskRefusal("the job is longer than \(desk.octetsMax) octets, the most taken here")
        }
        try await connection.write([0])
        connection.mark(inHand: true)
        defer { connection.mark(inHand: false) }
        let document = try await receive(octets)
        if let before = assembly.add(document, named: name) { await talk.desk.discard(before) }
        if octets != nil { try await end(of: "data file") }
        try await submitComplete()
        guard octets == nil else {
            try await connection.write([0])
            return true
        }
        // Whether anybody is there to hear it nobody knows: the client has ended its half.
        try? await connection.write([0])
        return false
    }

    private func receive(_ octets: Int64?) async throws -> HeldDocument {
        let stream = await wire.file(octets)
        do {
            guard let document = try await talk.desk.receive(stream, for: queue, from: talk.caller(queue)) else {
                throw DeskRefusal("the file is empty")
            }
            return document
        } catch {
            if let problem = await wire.problem { throw problem }
            // Clients look for an answer only when they have sent everything.
            await stream.drain(octetsMax: limits.drainOctetsMax)
            if octets != nil { _ = try? await wire.octet() }
            throw error
        }
    }

    /// A zero octet stands behind a file; another one says that the client could not read it to its end (RFC 1179 §6.2). A
    /// client that ends the connection instead has sent the file whole.
    private func end(of file: String) async throws {
        guard let octet = try await wire.octet(), octet != 0 else { return }
        throw DeskRefusal("the client says that its \(file) is not whole")
    }

    /// In a task of its own: a job that has come whole is made whatever becomes of the connection, and whoever is told
    /// so is told the truth.
    private func submitComplete() async throws {
        while let complete = assembly.takeComplete() {
            let (desk, queue, caller) = (talk.desk, queue, talk.caller(queue))
            let slip = complete.control.slip(of: complete.data)
            let made = await Task { () -> Result<JobID, DeskRefusal> in
                do throws(DeskRefusal) {
                    return .success(try await desk.submit(slip, to: queue, from: caller))
                } catch {
                    return .failure(error)
                }
            }.value
            switch made {
            case .success(let id):
                talk.log.info(
                    "LPD: job \(id)",
                    metadata: [
                        "from": "\(connection.address)", "queue": "\(queue)",
                        "user": "\(complete.control.user ?? "")@\(complete.control.host ?? "")",
                    ])
                if let recipient = complete.control.mailsTo {
                    talk.log.notice("LPD: job \(id) wants mail to be sent to \(recipient); this server sends none")
                }
            case .failure(let refusal):
                for document in complete.data.values { await desk.discard(document) }
                throw refusal
            }
        }
    }

    private func forget() async {
        for document in assembly.takeAll() { await talk.desk.discard(document) }
    }

    private func note(_ message: String) {
        talk.log.notice("\(message)", metadata: ["from": "\(connection.address)", "queue": "\(queue)"])
    }
}
