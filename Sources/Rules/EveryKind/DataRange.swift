public import Facilities

/// A sensor that keeps giving what its profile says it cannot measure, or changes faster than the thing measured can. One
/// such reading is just not counted. How long it may last, and how much of an hour's readings may be of that kind where good
/// ones come between them, are our own defaults: the wrong byte order gives a value within the range half of the time.
public struct DataRange: Rule {
    public static let id = "data.range"
    public static let colour = RuleClass.data
    public static let judges = Text(
        zh: "读数是否持续或频繁超出量程、突变",
        en: "whether a reading stays out of range or keeps changing too fast, or does so too often"
    )

    public struct State: Codable, Hashable, Sendable {
        var doubts = DoubtedReadings()
    }

    public var state = State()
    private let limit: Limit
    private let share: Limit

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("rangeFor", 5, .minute, in: 0...1440, looser: .above, addressee: .installer))
        share = facility.limit(
            .ownDefault("rangeShare", 20, .percent, in: 1...100, looser: .above, addressee: .installer))
    }

    public var limits: [Limit] { [limit, share] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.doubts.take(seen, onDelay: limit.duration, share: share.value, isDoubtful: Self.isDoubtful)
        state.doubts.pass(to: seen.now)
        var verdict = Verdict()
        let found = state.doubts.lasting.compactMap { doubt in
            let what = Text(zh: doubt.quality.title.zh, en: "has been marked “\(doubt.quality.title.en)”")
            return doubt.finding(Self.id, seen, limit: limit, what)
        }
        let often = Text(zh: "超出量程或突变", en: "were out of range or changed too fast")
        let frequent = state.doubts.frequent.compactMap { $0.finding(Self.id, seen, share: share, often) }
        verdict.add(found + frequent, .checkSensors, in: seen)
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
