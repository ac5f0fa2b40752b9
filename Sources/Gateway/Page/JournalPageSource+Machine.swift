import Facilities
import Journal
import WebPage

extension JournalPageSource {
    /// Records of a machine on which its card rests, at most.
    private static let machineRecords = 60

    /// What is known of a machine; nil for another kind of facility.
    func machineFacts(of code: Facility.Code) async -> MachineFacts? {
        guard let settings = machines[code] else { return nil }
        let found = try? await journal.aside {
            try $0.records(of: code, MachineFacts.kinds, limit: Self.machineRecords)
        }
        let records = (found ?? []).reversed().compactMap { entry -> Record? in
            if case .record(let record) = entry.content { record } else { nil }
        }
        return MachineFacts(settings, records: records)
    }
}
