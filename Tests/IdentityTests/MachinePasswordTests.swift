import Foundation
import PrintModel
import Testing

@testable import Identity

@Suite("Passwords of the machine")
struct MachinePasswordTests {
    /// A folder in place of /etc/pam.d with one service, "quire".
    private struct Services {
        let folder: String

        init(_ lines: String, script: String? = nil) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "quire-pam-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try lines.replacing("FOLDER", with: folder).write(
                toFile: folder + "/quire", atomically: true, encoding: .utf8)
            guard let script else { return }
            try script.write(toFile: folder + "/check", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/check")
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }
    }

    private func machine(_ services: Services, service: String = "quire") throws -> MachinePasswords {
        try #require(MachinePasswords(service: service, folder: services.folder) { ["group of \($0)"] })
    }

    /// Lets in whose password is "secret of NAME". pam_exec calls a program that says no a system error; pam_deny says no.
    private static let checking = """
        auth [success=1 default=ignore] pam_exec.so quiet expose_authtok FOLDER/check
        auth requisite pam_deny.so
        auth required pam_permit.so
        account required pam_permit.so
        """
    private static let script = """
        #!/bin/sh
        read -r password
        [ "$password" = "secret of $PAM_USER" ]
        """

    @Test("PAM's word counts: the right password is right, another is wrong")
    func words() async throws {
        let services = try Services(Self.checking, script: Self.script)
        defer { services.remove() }
        let machine = try machine(services)

        #expect(await machine.check(user: "anna", password: "secret of anna") == .right(groups: ["group of anna"]))
        #expect(await machine.check(user: "ben", password: "secret of anna") == .wrong)
        #expect(await machine.check(user: "anna", password: "") == .wrong)
        #expect(await machine.check(user: "anna\0", password: "secret of anna") == .wrong)
    }

    @Test("A program that says no is a wrong try, though pam_exec calls it a system error")
    func program() async throws {
        let services = try Services(
            "auth required pam_exec.so quiet expose_authtok FOLDER/check\naccount required pam_permit.so",
            script: Self.script)
        defer { services.remove() }
        let machine = try machine(services)

        #expect(await machine.check(user: "anna", password: "secret of anna") == .right(groups: ["group of anna"]))
        #expect(await machine.check(user: "anna", password: "another") == .wrong)
    }

    @Test("An account that may not come in does not, whatever its password")
    func locked() async throws {
        let services = try Services("auth required pam_permit.so\naccount required pam_deny.so")
        defer { services.remove() }

        #expect(await (try machine(services)).check(user: "anna", password: "any") == .wrong)
    }

    @Test("Many at the same time each get their own answer")
    func together() async throws {
        let services = try Services(Self.checking, script: Self.script)
        defer { services.remove() }
        let machine = try machine(services)
        let verdicts = await withTaskGroup(of: (Int, PasswordVerdict).self) { group in
            for number in 0..<20 {
                group.addTask {
                    (number, await machine.check(user: "u\(number)", password: "secret of u\(number / 2 * 2)"))
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        for (number, verdict) in verdicts {
            #expect(verdict == (number.isMultiple(of: 2) ? .right(groups: ["group of u\(number)"]) : .wrong))
        }
    }

    @Test("A service that is not set up lets nobody in")
    func missing() async throws {
        let services = try Services("auth required pam_deny.so")
        defer { services.remove() }

        let verdict = await (try machine(services, service: "none")).check(user: "anna", password: "any")
        #expect(verdict == .wrong || verdict == .unknown)
    }
}
