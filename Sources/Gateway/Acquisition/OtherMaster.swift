/// When another master was heard on the line: what is read around that time may be the answer to its requests.
///
/// It has no clock: times are since the start of a monotonic one.
struct OtherMaster {
    private(set) var heard: Duration?

    /// One that polls is heard again by then; until then the line's readings are uncertain.
    private static let doubt = Duration.seconds(60)
    /// For how long it is named after it was heard last.
    private static let named = Duration.seconds(3600)

    mutating func heard(at time: Duration) { heard = time }

    /// Whether a reading of this time may be the answer to somebody else's request.
    func spoils(_ time: Duration) -> Bool {
        guard let heard else { return false }
        return time < heard + Self.doubt
    }

    /// When it was heard last, if that is not long ago.
    func heard(before time: Duration) -> Duration? { heard.flatMap { time < $0 + Self.named ? $0 : nil } }
}
