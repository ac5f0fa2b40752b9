/// The time at which another master was heard on the line. Readings around that time may be answers to its requests.
///
/// It has no clock: times are since the start of a monotonic one.
struct OtherMaster {
    private(set) var heard: Duration?

    /// The time within which a polling master is heard again. Until then the readings of the line are uncertain.
    private static let doubt = Duration.seconds(60)
    /// The time for which it is reported after it was last heard.
    private static let named = Duration.seconds(3600)

    mutating func heard(at time: Duration) { heard = time }

    /// Returns whether a reading of a time may be the answer to another master's request.
    func spoils(_ time: Duration) -> Bool {
        guard let heard else { return false }
        return time < heard + Self.doubt
    }

    /// Returns the time at which it was last heard, if that is not long ago.
    func heard(before time: Duration) -> Duration? { heard.flatMap { time < $0 + Self.named ? $0 : nil } }
}
