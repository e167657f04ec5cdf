internal import Glibc

/// Whether this was built with a sanitizer. What limits its own memory cannot start then: they need terabytes of address
/// space. And Swift's `Mutex` is reported where it had to wait, for its lock changes hands in the kernel, unseen.
public let isSanitized = ["__tsan_init", "__asan_init"].contains { (name: String) in dlsym(nil, name) != nil }
