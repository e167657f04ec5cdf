internal import Workbench

Helper.run(ImposeInstructions.self) { try Impose($0).run() }
