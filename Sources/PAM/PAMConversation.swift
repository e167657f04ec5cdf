internal import CPam
internal import Glibc

/// Asks PAM whether a password is right, and whether its user may come in at all (Linux-PAM; X/Open XSSO).
///
/// The library is opened when it is asked for: a machine without PAM runs the same programs.
public struct PAMConversation {
    /// Of a message of PAM, of which none is looked at beyond its kind.
    private static let messagesMax: Int32 = 32

    private let library: Library
    private let service: String
    private let folder: String?

    /// Whether there is PAM on this machine.
    public static var isPossible: Bool { Library() != nil }

    /// `nil` where there is no PAM.
    ///
    /// - Parameters:
    ///   - service: the file in `/etc/pam.d` that says how.
    ///   - folder: another folder than `/etc/pam.d`, for tests (Linux-PAM 1.4).
    public init?(service: String, folder: String?) {
        guard let library = Library() else { return nil }
        self.library = library
        self.service = service
        self.folder = folder
    }

    /// Takes as long as PAM's modules like.
    ///
    /// - Returns: also the name that the user has on this machine, where he is let in.
    public func ask(_ user: String, _ password: String) -> (word: PasswordWord, user: String) {
        var known = ""
        let word = word(code(user, password, &known))
        guard word == .right else { return (word, "") }
        // Somebody of whom PAM knows no name is nobody.
        let name = Self.machineName(of: known)
        return name.isEmpty || name.utf8.count > PasswordQuestion.userOctetsMax ? (.wrong, "") : (.right, name)
    }

    /// As the machine's list of users writes it; that of a user who is in no list, as PAM does.
    private static func machineName(of user: String) -> String {
        guard let entry = getpwnam(user), let name = entry.pointee.pw_name else { return user }
        return String(cString: name)
    }

    private func word(_ code: Int32) -> PasswordWord {
        switch code {
        case PAM_SUCCESS: .right
        case PAM_SYSTEM_ERR, PAM_AUTHINFO_UNAVAIL, PAM_BUF_ERR, PAM_SERVICE_ERR, PAM_ABORT, PAM_OPEN_ERR,
            PAM_SYMBOL_ERR:
            .unknown
        default: .wrong
        }
    }

    private func code(_ user: String, _ password: String, _ known: inout String) -> Int32 {
        let answer = Answer(password)
        return withExtendedLifetime(answer) {
            var conversation = pam_conv(conv: converse, appdata_ptr: Unmanaged.passUnretained(answer).toOpaque())
            var handle: OpaquePointer?
            let started = library.start(service, user, &conversation, folder, &handle)
            guard started == PAM_SUCCESS, let handle else { return started == PAM_SUCCESS ? PAM_SYSTEM_ERR : started }
            let silent = Int32(bitPattern: UInt32(PAM_SILENT)) | Int32(PAM_DISALLOW_NULL_AUTHTOK)
            var code = library.authenticate(handle, silent)
            // pam_exec calls it a system error when its program says no. What was given the password and took nobody in
            // has looked at it: a try like any other, and counted as one.
            if code == PAM_SYSTEM_ERR, answer.wasGiven { code = PAM_AUTH_ERR }
            // An account that is locked or over has a password all the same.
            if code == PAM_SUCCESS { code = library.checkAccount(handle, silent) }
            // Modules may have given the user another name.
            if code == PAM_SUCCESS { known = library.user(handle) ?? "" }
            return library.end(handle, code) == PAM_SUCCESS ? code : PAM_SYSTEM_ERR
        }
    }

    /// What is said to whoever asks for a password.
    private final class Answer {
        let password: String
        var wasGiven = false
        init(_ password: String) { self.password = password }
    }

    /// Answers questions that are not echoed with the password, and the others, which nobody here can answer, not at all.
    /// PAM frees what it gets.
    private let converse:
        @convention(c) (
            Int32, UnsafeMutablePointer<UnsafePointer<pam_message>?>?,
            UnsafeMutablePointer<UnsafeMutablePointer<pam_response>?>?, UnsafeMutableRawPointer?
        ) -> Int32 = { count, messages, responses, data in
            guard let messages, let responses, let data, (1...PAMConversation.messagesMax).contains(count),
                let memory = calloc(Int(count), MemoryLayout<pam_response>.stride)
            else { return PAM_CONV_ERR }
            let answer = Unmanaged<Answer>.fromOpaque(data).takeUnretainedValue()
            let replies = memory.bindMemory(to: pam_response.self, capacity: Int(count))
            for index in 0..<Int(count) where messages[index]?.pointee.msg_style == PAM_PROMPT_ECHO_OFF {
                replies[index].resp = strdup(answer.password)
                answer.wasGiven = true
            }
            responses.pointee = replies
            return PAM_SUCCESS
        }
}

/// The functions of libpam.
private struct Library {
    typealias Start =
        @convention(c) (
            UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<pam_conv>,
            UnsafeMutablePointer<OpaquePointer?>
        ) -> Int32
    typealias StartInFolder =
        @convention(c) (
            UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<pam_conv>, UnsafePointer<CChar>,
            UnsafeMutablePointer<OpaquePointer?>
        ) -> Int32
    typealias GetItem =
        @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<UnsafeRawPointer?>) -> Int32
    typealias Step = @convention(c) (OpaquePointer, Int32) -> Int32

    private let pamStart: Start
    private let pamStartInFolder: StartInFolder?
    let authenticate: Step
    let checkAccount: Step
    let end: Step
    private let getItem: GetItem

    init?() {
        guard let library = dlopen("libpam.so.0", RTLD_NOW | RTLD_GLOBAL),
            let start = dlsym(library, "pam_start"), let authenticate = dlsym(library, "pam_authenticate"),
            let account = dlsym(library, "pam_acct_mgmt"), let end = dlsym(library, "pam_end"),
            let getItem = dlsym(library, "pam_get_item")
        else { return nil }
        pamStart = unsafeBitCast(start, to: Start.self)
        pamStartInFolder = dlsym(library, "pam_start_confdir").map { unsafeBitCast($0, to: StartInFolder.self) }
        self.authenticate = unsafeBitCast(authenticate, to: Step.self)
        checkAccount = unsafeBitCast(account, to: Step.self)
        self.end = unsafeBitCast(end, to: Step.self)
        self.getItem = unsafeBitCast(getItem, to: GetItem.self)
    }

    func start(
        _ service: String, _ user: String, _ conversation: UnsafePointer<pam_conv>, _ folder: String?,
        _ handle: UnsafeMutablePointer<OpaquePointer?>
    ) -> Int32 {
        guard let folder else { return pamStart(service, user, conversation, handle) }
        return pamStartInFolder?(service, user, conversation, folder, handle) ?? PAM_SYSTEM_ERR
    }

    /// PAM_USER.
    func user(_ handle: OpaquePointer) -> String? {
        var item: UnsafeRawPointer?
        guard getItem(handle, PAM_USER, &item) == PAM_SUCCESS, let item else { return nil }
        return String(validatingCString: item.assumingMemoryBound(to: CChar.self))
    }
}
