public import Facilities

/// 南京“四看一测”: four looks and the iodine value. The iodine value decides: 800 mg/g for granular, 650 mg/g for
/// honeycomb carbon (苏环办〔2022〕218号); the looks alone can only advise that a sample be tested.
public struct CarbonQuality: Rule {
    public static let id = "carbon.quality"
    public static let judges = Text(
        zh: "“四看一测”：碘值是否合格，外观是否可疑",
        en: "四看一测: whether the iodine value passes, and whether the four looks advise a test"
    )

    public struct State: Codable, Hashable, Sendable {
        var iodine: Double?
        var looks: [CarbonInspection.Grade] = []
        var since: Timestamp?
        /// The newest record that counted.
        var latest: Timestamp?
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let judgesIodine: Bool
    private let utcOffset: Int

    public init(_ settings: CarbonSettings, of facility: Facility) {
        let preset = settings.form == .honeycomb ? 650.0 : 800
        limit = facility.limit(
            Limit("iodineValue", preset, .milligramPerGram, source: "苏环办〔2022〕218号", verified: false)
        )
        judgesIodine = settings.form != .fibre
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        // What is entered late does not replace what was found later.
        if case .record(let record) = event, state.latest.map({ $0 <= record.at }) ?? true {
            state.latest = record.at
            switch record.body {
            case .inspection(let inspection):
                state.looks = inspection.looks
                state.iodine = inspection.iodineValue ?? state.iodine
                state.since = record.at
            case .replacement(let replacement):
                // What was seen of the old carbon says nothing of the new.
                state.looks = []
                state.iodine = replacement.iodineValue
                state.since = replacement.iodineValue == nil ? nil : record.at
            default: break
            }
        }
        return findings(at: now)
    }

    public var next: NextStep? {
        guard state.since == nil, let now = state.now else { return nil }
        return NextStep(.inspectCarbon, due: now.day(utcOffset: utcOffset))
    }

    private var advisesSampling: Bool {
        state.looks.contains(.bad) || state.looks.filter { $0 == .doubtful }.count >= 2
    }

    private func findings(at now: Timestamp) -> [Finding] {
        guard let since = state.since else {
            let text = Text(zh: "尚未“四看一测”，无法判断活性炭质量", en: "never inspected: the carbon cannot be judged")
            return [Finding(rule: Self.id, level: .grey, since: now, limit: limit, text: text)]
        }
        if judgesIodine, let iodine = state.iodine, iodine < limit.value {
            let text = Text(
                zh: "碘值\(iodine.plainText) mg/g，低于\(limit.value.plainText) mg/g，应更换活性炭",
                en: "iodine value \(iodine.plainText) mg/g, below \(limit.value.plainText) mg/g: replace the carbon"
            )
            return [Finding(rule: Self.id, level: .red, since: since, figure: iodine, limit: limit, text: text)]
        }
        guard advisesSampling else { return [] }
        let text = Text(zh: "“四看”外观可疑，建议抽样测碘值", en: "the carbon looks doubtful: have its iodine value tested")
        return [Finding(rule: Self.id, level: .yellow, since: since, limit: limit, text: text)]
    }
}
