import PAM
import Testing

@Suite("Questions about passwords, and their answers")
struct PasswordQuestionTests {
    @Test(
        "A question is the same at the other end",
        arguments: [
            (0, "a", ""), (7, "anna", "correct horse"), (.max, "jürgen", "пароль 🐎"),
            (0x0102_0304, String(repeating: "u", count: 255), String(repeating: "p", count: 1_023)),
        ] as [(UInt32, String, String)])
    func question(number: UInt32, user: String, password: String) throws {
        let question = try #require(PasswordQuestion(number: number, user: user, password: password))

        #expect(PasswordQuestion(question.packet) == question)
        #expect(question.packet.count <= PasswordQuestion.octetsMax)
    }

    @Test("What C would read as another password, nobody, and what is too long are no questions")
    func impossible() {
        #expect(PasswordQuestion(number: 1, user: "", password: "x") == nil)
        #expect(PasswordQuestion(number: 1, user: "root\0", password: "x") == nil)
        #expect(PasswordQuestion(number: 1, user: "anna", password: "x\0y") == nil)
        #expect(PasswordQuestion(number: 1, user: String(repeating: "u", count: 256), password: "x") == nil)
        #expect(PasswordQuestion(number: 1, user: "anna", password: String(repeating: "p", count: 1_024)) == nil)
    }

    @Test(
        "A packet that is none of ours is no question",
        arguments: [
            [], [0, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 1, 0, 9, 0x61], [0, 0, 0, 1, 0xFF, 0xFF, 0x61],
            [0, 0, 0, 1, 0, 1, 0xFF], [0, 0, 0, 1, 0, 1, 0x61, 0xC3], [0, 0, 0, 1, 0, 1, 0],
            [0, 0, 0, 1, 0, 1] + Array(repeating: 0x61, count: 2_000),
        ] as [[UInt8]])
    func strange(packet: [UInt8]) { #expect(PasswordQuestion(packet) == nil) }

    @Test("Answers are the same at the other end; other packets are none")
    func replies() {
        for (word, user) in [(PasswordWord.right, "jürgen"), (.wrong, ""), (.unknown, "")] {
            let reply = PasswordReply(number: 0xFEDC_BA98, word: word, user: user)
            #expect(PasswordReply(reply.packet) == reply)
        }
        let strange: [[UInt8]] = [
            [], [0, 0, 0, 1], [0, 0, 0, 1, 3], [0, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 1, 0, 0xFF],
            [0, 0, 0, 1, 1, 0x61], [0, 0, 0, 1, 0] + Array(repeating: 0x61, count: 256),
        ]
        for packet in strange { #expect(PasswordReply(packet) == nil) }
    }
}
