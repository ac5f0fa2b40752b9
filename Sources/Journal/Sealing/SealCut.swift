import Facilities

/// The decision where a range of samples that is sealed ends: where the hour of the time stamps changes, where the clock was set back, or
/// where it has as many samples as one transaction can delete.
///
/// Samples of several buses arrive a little out of order, so that a sample of the hour before does not end a range.
struct SealCut: Sendable {
    /// The age, relative to the newest time stamp, beyond which a time stamp shows that the clock was set back.
    static let disorder = Duration.minutes(1)
    static let mostSamples = 50_000
    /// The largest size of the samples of a range in the file, in bytes.
    static let mostBytes = 4 << 20

    private static let hour = Duration.hours(1)

    private let start: Timestamp
    private var newest: Timestamp
    private var samples = 1
    private var bytes: Int

    /// Begins a range with a sample.
    init(from time: Timestamp, bytes: Int) {
        (start, newest, self.bytes) = (time.start(ofInterval: Self.hour), time, bytes)
    }

    /// Adds the next sample to the range.
    ///
    /// - Returns: false where it does not belong to the range, which then ends before it.
    mutating func take(_ time: Timestamp, bytes: Int) -> Bool {
        let isFull = samples >= Self.mostSamples || self.bytes + bytes > Self.mostBytes
        guard !isFull, !isOver(at: time) else { return false }
        newest = max(newest, time)
        samples += 1
        self.bytes += bytes
        return true
    }

    /// Returns whether no further sample can belong to the range at a time of the clock. Late samples may arrive for a minute.
    func isOver(now: Timestamp) -> Bool { isOver(at: now - Self.disorder) && isOver(at: now) }

    private func isOver(at time: Timestamp) -> Bool {
        time >= start + Self.hour || time < newest - Self.disorder
    }
}
