import Facilities
import Synchronization

@testable import WebPage

/// What was asked for, and what a check of the journal says.
final class TestInspections: Sendable {
    private let started = Mutex(0)
    let inspection: Inspection?
    let check: JournalCheckState?

    init(_ inspection: Inspection? = nil, check: JournalCheckState? = nil) {
        (self.inspection, self.check) = (inspection, check)
    }

    /// How often a check was started.
    var checks: Int { started.withLock(\.self) }

    func start() -> JournalCheckState {
        started.withLock { $0 += 1 }
        return check ?? JournalCheckState(isRunning: true, result: nil, failure: nil)
    }
}

extension FixedSource {
    func allEntries(
        of code: Facility.Code?, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) -> [KeptEntry]? {
        guard let code else {
            let found = ofGateway.filter { kinds.contains($0.content.kind) && $0.sequence > sequence }
            return Array(found.prefix(limit))
        }
        return entries(of: code, kinds, in: time, after: sequence, limit: limit)
    }

    func inspection(of code: Facility.Code, in month: Month) -> Inspection? { inspections.inspection }
    func ledgerCheck() -> JournalCheckState? { inspections.check }
    func checkLedger() -> JournalCheckState { inspections.start() }
}
