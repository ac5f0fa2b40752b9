public import Facilities

/// Where the technician's page and those who watch over machines get what they show. Nothing of it waits for the journal.
public protocol MachineSource: Sendable {
    /// How the gateway and its lines are now.
    func machine() async -> MachineReport
    /// Everything that is counted and measured about the gateway itself.
    func metrics() async -> [Metric]
    /// Why the gateway does not judge or cannot write; nil while it does both.
    func obstacle() async -> Text?
}

/// What a technician may do to a line by the page.
public protocol BusDoor: Sendable {
    /// Leaves a line to somebody else for some minutes; 0 ends that at once.
    ///
    /// - Returns: why nothing was done; nil where it was.
    func suspend(_ bus: String, minutes: Int) async -> Text?
}
