import Facilities

/// Where a range of samples ends that is sealed as one: where the hour of the stamp changes, where the clock was set back, and
/// where it has as many samples as one transaction can delete.
///
/// Samples of several buses come a little out of order, so that one of the hour before does not end a range.
struct SealCut: Sendable {
    /// A stamp that is older than the newest by more than this shows that the clock was set back.
    static let disorder = Duration.minutes(1)
    static let mostSamples = 50_000
    /// Bytes of samples in the file.
    static let mostBytes = 4 << 20

    private static let hour = Duration.hours(1)

    private let start: Timestamp
    private var newest: Timestamp
    private var samples = 1
    private var bytes: Int

    /// A range that begins with a sample.
    init(from time: Timestamp, bytes: Int) {
        (start, newest, self.bytes) = (time.start(ofInterval: Self.hour), time, bytes)
    }

    /// Takes the next sample in.
    ///
    /// - Returns: false for one that does not belong to it: the range is over.
    mutating func take(_ time: Timestamp, bytes: Int) -> Bool {
        let isFull = samples >= Self.mostSamples || self.bytes + bytes > Self.mostBytes
        guard !isFull, !isOver(at: time) else { return false }
        newest = max(newest, time)
        samples += 1
        self.bytes += bytes
        return true
    }

    /// Whether no more samples belong to it at a time of the clock. Late ones may come for a minute.
    func isOver(now: Timestamp) -> Bool { isOver(at: now - Self.disorder) && isOver(at: now) }

    private func isOver(at time: Timestamp) -> Bool {
        time >= start + Self.hour || time < newest - Self.disorder
    }
}
