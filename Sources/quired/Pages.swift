import FrontDoor
import Operations

/// What is here besides IPP: each page is asked in turn.
struct Pages: PageHandler {
    let pages: [any PageHandler]

    func answer(to request: PageRequest) async -> PageAnswer? {
        for page in pages { if let answer = await page.answer(to: request) { return answer } }
        return nil
    }
}
