public import Facilities

/// A sensor that goes on giving what its profile says it cannot measure, or changes faster than the thing measured can.
/// One such reading is just left out of account; how long it may go on is our own default.
public struct DataRange: Rule {
    public static let id = "data.range"
    public static let judges = Text(
        zh: "读数是否持续超出量程或突变", en: "whether a reading stays out of range, or keeps changing too fast"
    )

    public struct State: Codable, Hashable, Sendable {
        var doubts = DoubtedReadings()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("rangeFor", 5, .minute))
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .sample(let sample) = event {
            state.doubts.take(sample, at: now, onDelay: limit.duration, isDoubtful: Self.isDoubtful)
        }
        state.doubts.pass(to: now)
        return state.doubts.lasting.compactMap { doubt in
            let what = Text(zh: doubt.quality.title.zh, en: "has been marked “\(doubt.quality.title.en)”")
            return doubt.finding(Self.id, at: now, limit: limit, what)
        }
    }

    private static func isDoubtful(_ quality: Quality) -> Bool? {
        switch quality {
        case .bad(.outOfRange), .uncertain(.rateOfChange): true
        case .good: false
        default: nil
        }
    }

    public var next: NextStep? {
        state.doubts.since.map { NextStep(.checkSensors, due: $0.day(utcOffset: utcOffset)) }
    }
}
