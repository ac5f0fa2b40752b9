/// The reads of a line for people beside its polls: the time of the next one, and the scan that is in progress.
///
/// It has no clock: times are since the start of a monotonic one.
struct Visits {
    /// The scan in progress, and the time until which it counts as such: an interrupted scan sends no end.
    private var scan: (id: String, until: Duration)?
    /// The units that answered their last read.
    private var answering: Set<UInt8> = []
    /// The time until which the line belongs to the polls.
    private(set) var notBefore = Duration.zero

    /// The longest time between two reads of a scan.
    private static let pauseOfScan = Duration.seconds(15)
    private static let longestPause = Duration.seconds(2)

    /// Returns whether a read may be made. A read of a scan may not while another scan is in progress.
    ///
    /// - Parameter id: the id of its scan; nil for a single read.
    mutating func admits(scan id: String?, at time: Duration) -> Bool {
        guard let id else { return true }
        if let scan, scan.id != id, scan.until > time { return false }
        scan = (id, time + Self.pauseOfScan)
        return true
    }

    /// Returns the time for which a read may occupy the line in vain.
    func cost(of unit: UInt8, timeout: Duration) -> Duration { answering.contains(unit) ? .zero : timeout }

    /// Ends a read. The line then belongs to the polls for the time that the read took, or three times that if there was no
    /// answer.
    mutating func ended(_ unit: UInt8, asked: Duration, at time: Duration, hasAnswered: Bool) {
        if hasAnswered { answering.insert(unit) } else { answering.remove(unit) }
        notBefore = time + min((time - asked) * (hasAnswered ? 1 : 3), Self.longestPause)
    }
}
