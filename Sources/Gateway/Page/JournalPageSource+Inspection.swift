import Facilities
import Journal
import WebPage

extension JournalPageSource {
    func allEntries(
        of code: Facility.Code?, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]? {
        try? await journal.aside { try $0.entries(of: code, kinds, in: time, after: sequence, limit: limit) }
    }

    func inspection(of code: Facility.Code, in month: Month) async -> Inspection? {
        let now = now()
        return try? await journal.aside { [inspections] _ in try inspections.inspection(of: code, in: month, now: now) }
    }

    func ledgerCheck() async -> JournalCheckState? {
        await inspections.verification.standing.map { JournalCheckState($0, utcOffset: utcOffset) }
    }

    func checkLedger() async -> JournalCheckState {
        // A person waits for the page, which is loaded again if the check takes longer.
        let answer = await inspections.verification.result(of: nil, within: .seconds(2))
        return JournalCheckState(answer, utcOffset: utcOffset)
    }
}

extension JournalCheckState {
    fileprivate init(_ answer: VerificationAnswer, utcOffset: Int) {
        self.init(
            isRunning: answer.isRunning,
            result: answer.report.map { report in
                Result(
                    at: report.asOf, seconds: report.seconds, entries: report.entries, isWhole: report.isWhole,
                    lines: report.summary(utcOffset: utcOffset), faults: Array(report.faults.prefix(20)))
            }, failure: answer.failure)
    }
}
