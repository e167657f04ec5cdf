import ArgumentParser
import Children
import Glibc

/// Where the daemon begins: what holds for all its threads is set while there is one.
@main
enum Start {
    static func main() async {
        Hardening.begin()
        OwnProcess.keepMemoryTogether()
        UserChange.happenIfWanted()
        await Quired.main()
    }
}
