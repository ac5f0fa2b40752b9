/// Reads of a line for people, beside its polls: when the next one may be made, and whose scan is under way.
///
/// It has no clock: times are since the start of a monotonic one.
struct Visits {
    /// The scan that is under way, and until when it is thought so: one that was interrupted says no more.
    private var scan: (id: String, until: Duration)?
    /// Units that answered the last time.
    private var answering: Set<UInt8> = []
    /// Until then the line belongs to the polls.
    private(set) var notBefore = Duration.zero

    /// A read comes at the latest this long after the one before it in a scan.
    private static let pauseOfScan = Duration.seconds(15)
    private static let longestPause = Duration.seconds(2)

    /// Whether a read may be made: not one of a scan while another one is under way.
    ///
    /// - Parameter id: of its scan; nil for a read by itself.
    mutating func admits(scan id: String?, at time: Duration) -> Bool {
        guard let id else { return true }
        if let scan, scan.id != id, scan.until > time { return false }
        scan = (id, time + Self.pauseOfScan)
        return true
    }

    /// How long a read may keep the line in vain.
    func cost(of unit: UInt8, timeout: Duration) -> Duration { answering.contains(unit) ? .zero : timeout }

    /// A read is over. The line then belongs to the polls for as long as the read took, and for three times as long where
    /// nothing came of it.
    mutating func ended(_ unit: UInt8, asked: Duration, at time: Duration, hasAnswered: Bool) {
        if hasAnswered { answering.insert(unit) } else { answering.remove(unit) }
        notBefore = time + min((time - asked) * (hasAnswered ? 1 : 3), Self.longestPause)
    }
}
