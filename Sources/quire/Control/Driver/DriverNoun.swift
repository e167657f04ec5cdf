import ArgumentParser

extension QuireCtl {
    struct DriverNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "driver", abstract: "Drivers: PPD files of printers that speak no common language.",
            subcommands: [
                DriverList.self, DriverShow.self, DriverAdd.self, DriverCheck.self, DriverApprove.self,
                DriverDelete.self,
            ])
    }
}
