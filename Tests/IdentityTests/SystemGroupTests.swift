import Foundation
import PrintModel
import Synchronization
import Testing

@testable import Identity

@Suite("The groups of the machine's users", .timeLimit(.minutes(5)))
struct SystemGroupTests {
    /// Looks that last until they are let go.
    private final class Slow: Sendable {
        let names = Mutex<[String]>([])
        let gate = NSCondition()
        let isOpen = Mutex(false)

        func look(_ user: String) -> Set<String> {
            names.withLock { $0.append(user) }
            gate.lock()
            while user != "anna", !isOpen.withLock({ $0 }) { gate.wait() }
            gate.unlock()
            return ["of-\(user)"]
        }

        func open() {
            gate.lock()
            isOpen.withLock { $0 = true }
            gate.broadcast()
            gate.unlock()
        }
    }

    @Test("However many names are invented, two are looked up at a time, and whoever is known waits for none of them")
    func lanes() async {
        let slow = Slow()
        let groups = SystemGroups(lookUp: { slow.look($0) })
        let invented = 500

        let found = await withTaskGroup(of: Set<String>.self) { group in
            for number in 0..<invented {
                group.addTask { await groups.groups(of: "x\(number)", isProved: false) }
            }
            // All but those that are looked up or wait are answered at once.
            var answers: [Set<String>] = []
            while answers.count < invented - 66, let answer = await group.next() { answers.append(answer) }
            #expect(await groups.groups(of: "anna", isProved: true) == ["of-anna"])
            #expect(slow.names.withLock { $0.filter { $0 != "anna" }.count } <= 2)
            slow.open()
            for await answer in group { answers.append(answer) }
            return answers
        }

        #expect(found.count { $0.isEmpty } == invented - 66)
    }

    @Test("What was looked up is remembered, and an invented name takes nobody's place")
    func memory() async {
        let slow = Slow()
        slow.open()
        let groups = SystemGroups(lookUp: { slow.look($0) })

        for _ in 0..<3 { #expect(await groups.groups(of: "bert", isProved: true) == ["of-bert"]) }
        _ = await groups.groups(of: "bert", isProved: false)

        #expect(slow.names.withLock { $0 } == ["bert", "bert"])
    }
}
