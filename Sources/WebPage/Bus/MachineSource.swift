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

/// The actions on a line that the page offers to a technician.
public protocol BusDoor: Sendable {
    /// Suspends polling of a line for some minutes, so that other software can use it; 0 resumes it at once.
    ///
    /// - Returns: why it was not done; nil if it was.
    func suspend(_ bus: String, minutes: Int) async -> Text?
}
