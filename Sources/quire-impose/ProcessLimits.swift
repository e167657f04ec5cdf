internal import Glibc
internal import Workbench

/// Bounds of this process, for whoever runs it without a sandbox. Stricter ones that it was started with stay.
enum ProcessLimits {
    /// Address space in octets. A document of 100,000 pages takes half of it; what needs more fails with words.
    private static let memoryMax: rlim_t = 2 << 30
    /// Seconds of CPU. 10,000 pages take one; a damaged document may cost its number of objects squared.
    private static let secondsMax: rlim_t = 120

    static func set() {
        lower(__rlimit_resource_t(RLIMIT_AS.rawValue), to: memoryMax)
        // Only calls that a handler may make: the line is there before.
        signal(SIGXCPU) { _ in
            _ = ProcessLimits.tooSlow.withUTF8Buffer { write(Helper.Descriptor.progress, $0.baseAddress, $0.count) }
            _exit(1)
        }
        lower(__rlimit_resource_t(RLIMIT_CPU.rawValue), to: secondsMax)
    }

    private static let tooSlow: StaticString = """
        {"problem":{"reason":"document-unprintable-error","text":"the document takes too long"}}

        """

    private static func lower(_ resource: __rlimit_resource_t, to value: rlim_t) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur > value else { return }
        limit.rlim_cur = value
        setrlimit(resource, &limit)
    }
}
