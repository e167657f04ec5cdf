import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

@Suite("What a job is called, in what devices say", .timeLimit(.minutes(30)))
struct PrivateWordsTests {
    private func words(_ title: String, user: String = "anna", documents: [String] = []) -> [PrivateWords] {
        let ticket = Ticket(
            printer: PrinterID(1), name: title, owner: Owner(user: user, host: "localhost", isProved: true))
        let job = Job(of: ticket, id: JobID(1), isOpen: false, closesAt: nil, at: Moment(seconds: 1))
        let made = documents.enumerated().map { number, name in
            Document(
                number: number + 1, format: "application/pdf", formatSupplied: nil, name: name, octets: 1, digest: [])
        }
        return [PrivateWords(job, made)]
    }

    @Test(
        "It is taken out in whatever form it comes back, and the rest is left alone",
        arguments: [
            ("Salary.pdf", "cannot print 'Salary.pdf'", "cannot print '…'"),
            ("Salary.pdf", "lpd: SALARY.PDF refused, salary: too long", "lpd: … refused, …: too long"),
            ("Salary 2026 of all.pdf", "no file salary_2026_of_all.pdf here", "no file … here"),
            ("Salary 2026 of all.pdf", "GET /Salary%202026%20of%20all.pdf failed", "GET /… failed"),
            ("Salary 2026 of all.pdf", "now Salary 2026 o... is printed", "now …... is printed"),
            ("Writer - Salary.odt", "Salary.odt is broken", "… is broken"),
            ("/home/anna/Salary.pdf", "Salary.pdf of anna", "… of …"),
            ("Gehälter", "'GEHÄLTER' geht nicht", "'…' geht nicht"),
            ("给与", "无法打印给与。", "无法打印…。"),
            ("a", "a paper jam at tray a", "… paper jam at tray …"),
            ("paper", "the newspaper is out of paper", "the newspaper is out of …"),
            ("???", "what is this???", "what is this???"),
            ("report", "host away: connect 10.0.0.7:9100: timed out", "host away: connect 10.0.0.7:9100: timed out"),
        ])
    func forms(title: String, said: String, told: String) {
        #expect(words(title).removed(from: said) == told)
    }

    @Test("Names of documents and of the user are taken out, too; of a text that was cut its end")
    func others() {
        let words = words("Untitled", user: "annamaria", documents: ["Notice of dismissal.docx", "x"])
        let long = String(repeating: "the printer has said something ", count: 6)

        #expect(words.removed(from: "notice-of-dismissal, printed by ANNAMARIA") == "…, printed by …")
        #expect(words.removed(from: long + "about Notic") == long + "about …")
        #expect(words.removed(from: "") == "")
    }

    @Test("However many names there are, none is told: where there are too many, nothing is")
    func many() {
        let usual = (1...300).map { "Notice of dismissal number \($0) of the year.docx" }
        let long = (1...500).map { "\($0) " + String(repeating: "long - name ", count: 20) }

        #expect(words("x", documents: usual).removed(from: "now: \(usual[299])") == "now: …")
        #expect(words("x", documents: long).removed(from: "host away: connect: timed out") == "…")
        #expect(words("x", documents: long).removed(from: "") == "")
        #expect((words("Salary") + words("Notice")).removed(from: "salary, notice") == "…, …")
    }

    @Test("A longer word counts before a shorter one with the same beginning, and none hides another")
    func nested() {
        let words = words("Salary", documents: ["Salary of anna maria", "Salary of all people here"])

        #expect(words.removed(from: "Salary of anna maria") == "…")
        #expect(words.removed(from: "Salary of all is broken, salaryman is not") == "… is broken, salaryman is not")
        #expect(words.removed(from: "Salary of a") == "… of a")
    }

    @Test("A printer's trouble is told to everybody without it; the job keeps every word")
    func trouble() async throws {
        let scene = try await Scene()
        let said = "smb: cannot print 'Salary.pdf' of anna"
        scene.device.trouble = [DeviceTrouble(.failed, reason: "other", message: said)]
        let job = try await scene.submit("Salary.pdf")

        try await scene.run {
            try await scene.until { scene.device.isWatched }
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble != nil }
            #expect(scene.conditions.condition(of: scene.printer).trouble?.message == "smb: cannot print '…' of …")
            try await scene.until { try await scene.store.job(job)?.message.isEmpty == false }
            #expect(try await scene.store.job(job)?.message.contains("Salary.pdf") == true)
            // Asked afterwards, the device may still speak of it.
            scene.device.say(.trouble(DeviceTrouble(reason: "media-jam-error", message: "SALARY.PDF is jammed")))
            try await scene.advanceUntil(finished: 1)
            let message = scene.conditions.condition(of: scene.printer).trouble?.message
            #expect(message == "… is jammed")
        }
    }

    @Test("What a device says in the middle of a job, and a queue that its error policy stops, tell nothing of it")
    func middle() async throws {
        let scene = try await Scene()
        scene.device.endless = ["Salary.pdf"]
        try await scene.submit("Salary.pdf")

        try await scene.run {
            try await scene.until { scene.device.begun == ["Salary.pdf"] }
            scene.device.tell(.trouble(DeviceTrouble(reason: "media-empty-error", message: "paper for Salary.pdf")))
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble != nil }
            #expect(scene.conditions.condition(of: scene.printer).trouble?.message == "paper for …")
            let alert = DeviceAlert(code: "other", severity: "other", group: "other", text: "Printing Salary.pdf")
            scene.device.say(.state(DeviceState(alerts: [alert])))
            try await scene.until { !scene.conditions.device(of: scene.printer).alerts.isEmpty }
            #expect(scene.conditions.device(of: scene.printer).alerts.map(\.text) == ["Printing …"])
        }
    }
}
