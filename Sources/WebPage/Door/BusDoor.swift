public import Facilities

/// The actions on a line that the page offers to a technician.
public protocol BusDoor: Sendable {
    /// Suspends polling of a line for some minutes, so that other software can use it; 0 resumes it at once.
    ///
    /// - Returns: why it was not done; nil if it was.
    func suspend(_ bus: String, minutes: Int) async -> Text?
}
