import Facilities

/// A condition that counts only when it has lasted, and is over only when it has been over for a while.
struct Hold: Codable, Hashable, Sendable {
    private(set) var isOn = false
    /// Since when the condition has held, or has been over; nil while it agrees with `isOn`.
    private var changing: Timestamp?
    /// When the condition began that `isOn` tells of.
    private(set) var since: Timestamp?

    /// - Parameter condition: nil when it cannot be told: everything stays as it is, and the delay begins anew.
    mutating func update(_ condition: Bool?, at time: Timestamp, onDelay: Duration, offDelay: Duration) {
        guard let condition, condition != isOn else {
            changing = nil
            return
        }
        let begin = changing ?? time
        changing = begin
        guard time - begin >= (condition ? onDelay : offDelay) else { return }
        isOn = condition
        since = condition ? begin : nil
        changing = nil
    }
}
