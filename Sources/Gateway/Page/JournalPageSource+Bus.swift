import Facilities
import WebPage

extension JournalPageSource {
    func machine() async -> MachineReport { await machineStates.report() }

    func metrics() async -> [Metric] { await machineStates.metrics() }

    func obstacle() async -> Text? { await machineStates.obstacle() }
}
