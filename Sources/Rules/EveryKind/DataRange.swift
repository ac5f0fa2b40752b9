import Facilities

/// A sensor that keeps giving values outside the range of its profile, or values that change faster than the measured
/// quantity can. A single such reading is only skipped. The allowed time, and the allowed share of an hour's readings
/// with good ones between them, are our own defaults: with a wrong byte order half of the values are within the range.
struct DataRange: Rule {
    static let id = "data.range"
    static let colour = RuleClass.data
    static let judges = Text(
        zh: "读数是否持续或频繁超出量程、突变",
        en: "whether a reading stays out of range or keeps changing too fast, or does so too often"
    )

    struct State: Codable, Hashable, Sendable {
        var doubts = DoubtedReadings()
    }

    var state = State()
    private let limit: Limit
    private let share: Limit

    init(of facility: Facility) {
        limit = facility.limit(.ownDefault("rangeFor", 5, .minute, in: 0...1440, looser: .above, addressee: .installer))
        share = facility.limit(
            .ownDefault("rangeShare", 20, .percent, in: 1...100, looser: .above, addressee: .installer))
    }

    var limits: [Limit] { [limit, share] }

    mutating func consider(_ seen: Observed) -> Verdict {
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
