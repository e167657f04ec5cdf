import ArgumentParser

struct SystemNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "system", abstract: "The server as a whole: what describes it, and a fresh beginning.",
        subcommands: [SystemShow.self, SystemSet.self, SystemRestart.self])
}

struct ResourceNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resource", abstract: "Resources: pictures, words and templates that printers use.",
        subcommands: [ResourceList.self, ResourceAdd.self, ResourceInstall.self, ResourceCancel.self])
}
