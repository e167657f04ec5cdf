import ArgumentParser

/// `quirectl`: looks after printers, jobs and the server.
enum QuireCtl: Command {
    static let name = "quirectl"
    static let summary = "look after printers, jobs and the server"

    static func run(_ session: Session) async -> ExitStatus {
        if session.arguments.first == Completion.word { return await Completion.run(session) }
        let wantsJSON = Grammar.wantsJSON(session)
        do {
            let arguments = try Grammar.checked(session.arguments)
            let command = try Root.parseAsRoot(arguments)
            guard let verb = command as? any ControlCommand else {
                // A noun alone, or a request for help: the library writes the text.
                var command = command
                try command.run()
                return .done
            }
            return try await verb.run(try Control(verb.control, session))
        } catch let failure as Failure {
            return report(failure, wantsJSON, session)
        } catch {
            return report(error, wantsJSON, session)
        }
    }

    /// What swift-argument-parser says, help included, and everything a request throws.
    private static func report(_ error: any Error, _ wantsJSON: Bool, _ session: Session) -> ExitStatus {
        guard Root.exitCode(for: error) == .success else {
            let isUsage = Root.exitCode(for: error) == .validationFailure
            guard isUsage else { return report(Failure(error), wantsJSON, session) }
            if wantsJSON { return report(.usage(Root.message(for: error)), wantsJSON, session) }
            session.errors.print(Root.fullMessage(for: error))
            return .usage
        }
        session.output.print(Root.fullMessage(for: error))
        return .done
    }

    private static func report(_ failure: Failure, _ wantsJSON: Bool, _ session: Session) -> ExitStatus {
        guard wantsJSON else { return session.report(failure) }
        session.errors.print(JSON.object([.init("error", failure.json)]).text)
        return failure.status
    }

    /// The nouns, each with its verbs.
    struct Root: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quirectl", abstract: "Look after printers, jobs and the server.",
            discussion: "Exit status: " + ExitStatus.meanings.map { "\($0.code) \($0.short)" }.joined(separator: ", ")
                + ".",
            version: Quire.version,
            subcommands: [
                PrinterNoun.self, JobNoun.self, DocumentNoun.self, DeviceNoun.self, DriverNoun.self, ServerNoun.self,
                PoolNoun.self, ShareNoun.self, RemoteNoun.self, SystemNoun.self, ResourceNoun.self, UserNoun.self,
                TokenNoun.self,
                PolicyNoun.self,
                AuditNoun.self,
                QuotaNoun.self, AccountingCommand.self, EventsCommand.self,
                FindCommand.self, StatusCommand.self, DoctorCommand.self, VersionCommand.self,
                CompletionCommand.self,
            ])
    }

    struct PrinterNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "printer", abstract: "Printers: the queues of this server.",
            subcommands: [
                PrinterAdd.self, PrinterList.self, PrinterShow.self, PrinterSet.self, PrinterCopy.self,
                PrinterPause.self, PrinterResume.self, PrinterAccept.self, PrinterReject.self, PrinterHoldNew.self,
                PrinterReleaseNew.self, PrinterShutdown.self, PrinterStartup.self, PrinterRestart.self,
                PrinterDeactivate.self, PrinterActivate.self, PrinterDrain.self, PrinterRedirect.self, PrinterTest.self,
                PrinterIdentify.self,
                PrinterSupplies.self, PrinterCapabilities.self, PrinterDefault.self, PrinterDelete.self,
            ])
    }

    struct JobNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "job", abstract: "Jobs: what waits, prints, or was printed.",
            subcommands: [
                JobList.self, JobShow.self, JobExplain.self, JobWatch.self, JobSubmit.self, JobHold.self,
                JobRelease.self, JobAuthenticate.self, JobSuspend.self, JobResume.self, JobDone.self, JobMove.self,
                JobPromote.self,
                JobDemote.self,
                JobPriority.self, JobEdit.self,
                JobCancel.self, JobReprint.self, JobDownload.self, JobPreview.self,
            ])
    }

    struct DocumentNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "doc", abstract: "Documents: how they become what a printer takes.",
            subcommands: [DocPlan.self, DocConvert.self])
    }

    struct ServerNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "server", abstract: "The server itself.",
            subcommands: [ServerStatus.self, ServerHealth.self, ServerLimits.self])
    }

    struct ShareNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "share", abstract: "Sharing: which printers the network is told of, and how they are reached.",
            subcommands: [ShareOn.self, ShareOff.self, ShareList.self, ShareURL.self, ShareZone.self])
    }

    struct DeviceNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "device", abstract: "Devices: what the server could print on.",
            subcommands: [DeviceList.self, DeviceProbe.self, DeviceWatch.self])
    }
}
