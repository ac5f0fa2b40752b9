public import Facilities

/// The source of the technician's page and of `/metrics`. None of its functions waits for the journal.
public protocol MachineSource: Sendable {
    /// Returns the present state of the gateway and its lines.
    func machine() async -> MachineReport
    /// Returns all counters and measured values about the gateway itself.
    func metrics() async -> [Metric]
    /// Returns why the gateway does not judge or cannot write; nil while it does both.
    func obstacle() async -> Text?
}
