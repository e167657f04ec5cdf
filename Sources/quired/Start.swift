import ArgumentParser
import Glibc

/// Where the daemon begins: what holds for all its threads is set while there is one.
@main
enum Start {
    static func main() async {
        Hardening.begin(mayStartHelpersWithRights: usesPAM && geteuid() != 0)
        await Quired.main()
    }

    /// PAM's module for the passwords of a machine asks a program with rights of its own, unless it runs as root.
    private static var usesPAM: Bool {
        CommandLine.arguments.contains { $0 == "--pam" || $0.hasPrefix("--pam=") }
    }
}
