import Facilities
import Journal
import Synchronization
import WebPage

extension JournalPageSource {
    /// The number of records of a machine from which its card is derived.
    private static let machineRecords = 60

    /// Returns the facts about a machine; nil for another kind of facility.
    func machineFacts(of code: Facility.Code) async -> MachineFacts? {
        guard let settings = machines[code] else { return nil }
        let known = machineRecords.known(of: code)
        let found = try? await journal.aside { journal in
            let all = try journal.records(
                of: code, MachineFacts.kinds, after: known.through, limit: Self.machineRecords)
            return MachineRecords.Known(
                through: all.through, newest: Array((all.entries + known.newest).prefix(Self.machineRecords)))
        }
        if let found { machineRecords.keep(found, of: code) }
        let records = (found ?? known).newest.reversed().compactMap { entry -> Record? in
            if case .record(let record) = entry.content { record } else { nil }
        }
        return MachineFacts(settings, records: records)
    }
}

/// The records of machines that were read already, so that a ledger of years is searched once and not at each view of a
/// page.
final class MachineRecords: Sendable {
    struct Known {
        /// The sequence up to which the ledger was searched.
        var through: Int64 = 0
        /// The records, the newest first.
        var newest: [KeptEntry] = []
    }

    private let known = Mutex<[Facility.Code: Known]>([:])

    func known(of code: Facility.Code) -> Known { known.withLock { $0[code] ?? Known() } }

    /// Stores the result of a search. Of two results, the one that goes further counts.
    func keep(_ found: Known, of code: Facility.Code) {
        known.withLock { known in
            if found.through >= known[code]?.through ?? 0 { known[code] = found }
        }
    }
}
