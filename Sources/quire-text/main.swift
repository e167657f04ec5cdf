import TextSetting
import Workbench

// A text on descriptor 0, or a sheet about a job, becomes a PDF on descriptor 1.
Helper.run(TextInstructions.self) { instructions in
    let counts =
        if let sheet = instructions.sheet {
            try SheetPainter(sheet, instructions).set()
        } else {
            try PlainText(instructions: instructions).set()
        }
    Helper.say(ProgressLine(done: counts))
}
