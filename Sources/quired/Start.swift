import ArgumentParser
import Glibc

/// Where the daemon begins: what holds for all its threads is set while there is one.
@main
enum Start {
    static func main() async {
        let mayStartHelpersWithRights = uses("--pam") && (geteuid() != 0 || uses("--user"))
        Hardening.begin(mayStartHelpersWithRights: mayStartHelpersWithRights)
        UserChange.happenIfWanted(mayStartHelpersWithRights: mayStartHelpersWithRights)
        await Quired.main()
    }

    /// For `--pam`: PAM's module for the passwords of a machine asks a program with rights of its own, unless it runs as root.
    private static func uses(_ option: String) -> Bool {
        CommandLine.arguments.contains { $0 == option || $0.hasPrefix("\(option)=") }
    }
}
