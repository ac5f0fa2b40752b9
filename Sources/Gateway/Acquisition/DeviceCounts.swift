import Modbus

/// The numbers of polls and answers of one device since the gateway started.
public struct DeviceCounts: Codable, Hashable, Sendable {
    /// The number of turns that were due. Each was either done or skipped.
    public var due = 0
    /// The number of turns in which the device was polled, with any result.
    public var done = 0
    /// The number of turns that passed without a poll, for any reason.
    public var skipped = 0
    /// The number of skipped turns that were postponed on purpose: a device that does not answer is polled less and less
    /// often, and a suspended line is not polled. Nil for none.
    public var putOff: Int?
    /// The number of requests to which the device gave no answer in time, including those for which its Modbus gateway
    /// reported that.
    public var timeouts = 0
    /// The number of answers that could not be trusted: a wrong CRC, an incomplete frame, or only answers to another
    /// request.
    public var garbled = 0
    /// The number of Modbus exceptions.
    public var exceptions = 0
    /// The number of frames that belong to no pending request: answers after the time-out, or second answers.
    public var unasked = 0
    /// The number of answers with at least one usable value.
    public var usable = 0
    /// The number of accepted answers that deviate from the standard, by the name of the deviation.
    public var quirks: [String: Int] = [:]
    /// The number of rejected answers that deviate from the standard, by the name of the deviation.
    public var refusedQuirks: [String: Int] = [:]
    /// The number of requests that were not possible because the line was down.
    public var unreachable = 0
    /// The distribution of the answer times.
    public var answerTimes = AnswerTimes()

    /// The number of turns that were skipped because the line had no time for them.
    public var late: Int { skipped - (putOff ?? 0) }

    /// Counts a poll.
    ///
    /// - Parameters:
    ///   - turns: the number of turns that were due by then.
    ///   - wasPutOff: whether the turns before it were postponed on purpose.
    mutating func asked(turns: Int, wasPutOff: Bool) {
        due += turns
        done += min(turns, 1)
        let missed = max(turns - 1, 0)
        skipped += missed
        if wasPutOff, missed > 0 { putOff = (putOff ?? 0) + missed }
    }

    mutating func add(_ quirks: Set<FrameQuirk>, isTaken: Bool) {
        for quirk in quirks {
            if isTaken {
                self.quirks[quirk.rawValue, default: 0] += 1
            } else {
                refusedQuirks[quirk.rawValue, default: 0] += 1
            }
        }
    }

    /// Counts turns that are postponed because the device has just not answered.
    mutating func putOff(turns: Int) {
        guard turns > 0 else { return }
        due += turns
        skipped += turns
        putOff = (putOff ?? 0) + turns
    }
}

/// The distribution of the answer times of a device, from the request to the complete answer.
public struct AnswerTimes: Codable, Hashable, Sendable {
    /// The upper bounds of the buckets, in milliseconds. One more bucket, the last one, has the times above all bounds.
    public static let bounds = [5, 10, 20, 50, 100, 200, 500, 1000]

    /// The number of answers in each bucket.
    public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// The sum of all answer times. It is not sent anywhere.
    private(set) var sum = Duration.zero

    private enum CodingKeys: String, CodingKey {
        case counts
    }

    /// The number of all answers.
    public var total: Int { counts.reduce(0, +) }

    /// Returns the number of answers that may have taken longer than a time, as far as the buckets show.
    public func count(over time: Duration) -> Int {
        zip(Self.bounds + [.max], counts).reduce(0) { $0 + (.milliseconds($1.0) > time ? $1.1 : 0) }
    }

    /// Creates a distribution without answers.
    public init() {}

    mutating func add(_ time: Duration) {
        sum += time
        counts[Self.bounds.firstIndex { time <= .milliseconds($0) } ?? Self.bounds.count] += 1
    }
}
