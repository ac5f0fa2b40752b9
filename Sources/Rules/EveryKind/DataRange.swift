public import Facilities

/// A sensor that goes on giving what its profile says it cannot measure, or changes faster than the thing measured can.
/// One such reading is just left out of account; how long it may go on is our own default.
public struct DataRange: Rule {
    public static let id = "data.range"
    public static let colour = RuleClass.data
    public static let judges = Text(
        zh: "读数是否持续超出量程或突变", en: "whether a reading stays out of range, or keeps changing too fast"
    )

    public struct State: Codable, Hashable, Sendable {
        var doubts = DoubtedReadings()
    }

    public var state = State()
    private let limit: Limit

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("rangeFor", 5, .minute, in: 0...1440, looser: .above, addressee: .installer))
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.doubts.take(seen, onDelay: limit.duration, isDoubtful: Self.isDoubtful)
        state.doubts.pass(to: seen.now)
        var verdict = Verdict()
        let found = state.doubts.lasting.compactMap { doubt in
            let what = Text(zh: doubt.quality.title.zh, en: "has been marked “\(doubt.quality.title.en)”")
            return doubt.finding(Self.id, seen, limit: limit, what)
        }
        verdict.add(found, .checkSensors, in: seen)
        return verdict
    }

    private static func isDoubtful(_ quality: Quality) -> Bool? {
        switch quality {
        case .bad(.outOfRange), .uncertain(.outOfRange), .uncertain(.rateOfChange): true
        case .good: false
        default: nil
        }
    }
}
