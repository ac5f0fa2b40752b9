import Modbus

/// How one device has answered since the gateway started.
public struct DeviceCounts: Codable, Hashable, Sendable {
    /// Turns that came: each was either done or skipped.
    public var due = 0
    /// Turns in which it was asked, whatever came of it.
    public var done = 0
    /// Turns that passed without asking, whatever the reason.
    public var skipped = 0
    /// Those of the skipped ones that were put off on purpose: a device that does not answer is asked less and less often, and a
    /// suspended line is left alone. Nil for none.
    public var putOff: Int?
    /// Requests without any answer of the device in time, also those of which its gateway says so.
    public var timeouts = 0
    /// Answers that could not be trusted: a wrong CRC, half a frame, nothing but answers to something else.
    public var garbled = 0
    /// Refusals.
    public var exceptions = 0
    /// Frames that nobody waited for: answers after their time-out, or second ones.
    public var unasked = 0
    /// Answers with at least one value that can be used.
    public var usable = 0
    /// What was not as the standard says in answers that were taken, by its name, and how many had it.
    public var quirks: [String: Int] = [:]
    /// The same in what came for requests that got no answer that could be taken.
    public var refusedQuirks: [String: Int] = [:]
    /// Requests that could not be made because the line was away.
    public var unreachable = 0
    public var answerTimes = AnswerTimes()

    /// Turns that were skipped because the line had no time for them.
    public var late: Int { skipped - (putOff ?? 0) }

    /// - Parameters:
    ///   - turns: how many have come by the time it was asked.
    ///   - wasPutOff: whether those before were put off.
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

    /// Turns are given up, because the device has just not answered.
    mutating func putOff(turns: Int) {
        guard turns > 0 else { return }
        due += turns
        skipped += turns
        putOff = (putOff ?? 0) + turns
    }
}

/// How long answers took, from the request to the whole answer.
public struct AnswerTimes: Codable, Hashable, Sendable {
    /// The longest that belongs to each bucket, in milliseconds; the last bucket has what took longer than all of them.
    public static let bounds = [5, 10, 20, 50, 100, 200, 500, 1000]

    public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// All of them together. It stays on this machine.
    private(set) var sum = Duration.zero

    private enum CodingKeys: String, CodingKey {
        case counts
    }

    public var total: Int { counts.reduce(0, +) }

    /// How many may have taken longer than that, as far as the buckets tell.
    public func count(over time: Duration) -> Int {
        zip(Self.bounds + [.max], counts).reduce(0) { $0 + (.milliseconds($1.0) > time ? $1.1 : 0) }
    }

    public init() {}

    mutating func add(_ time: Duration) {
        sum += time
        counts[Self.bounds.firstIndex { time <= .milliseconds($0) } ?? Self.bounds.count] += 1
    }
}
