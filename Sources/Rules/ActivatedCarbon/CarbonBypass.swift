public import Facilities

/// 苏环办〔2022〕218号 asks that waste gas goes through the carbon (from memory); how a bypass shows is our own. The fan runs
/// and the pressure drop stays near zero: red. Or it falls to less than half of its mean of the hour before, and stays so
/// for ten minutes: yellow, since a fan that turns slower looks alike. The fall is over when the pressure drop is back,
/// when the carbon is replaced, or when somebody enters that it was put right.
public struct CarbonBypass: Rule {
    public static let id = "carbon.bypass"
    public static let judges = Text(
        zh: "风机运行时废气是否未经炭层（压差接近零或突降）",
        en: "whether the air goes past the carbon: no pressure drop while the fan runs, or a sudden fall of it"
    )

    public struct State: Codable, Hashable, Sendable {
        var fan = RunWatch()
        var zero = LimitHold()
        var fall = StepDown()
        var supply = Supply()
    }

    public var state = State()
    private let least: Limit
    private let after: Limit
    private let share: Limit
    private let current: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        least = facility.limit(.ownDefault("bypassPressure", 50, .pascal))
        after = facility.limit(.ownDefault("bypassAfter", 10, .minute))
        share = facility.limit(.ownDefault("bypassFall", 50, .percent))
        current = facility.limit(.fanOnCurrent)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [least, after, share, current, missingAfter] }

    public mutating func consider(_ event: Event) -> [Finding] {
        switch event {
        case .sample(let sample): take(sample)
        case .record(let record): take(record)
        case .evidence, .tick: break
        }
        return [nearZero ?? fallen].compactMap(\.self)
            + state.supply.findings(Self.id, missingAfter, judging: .pressureDrop)
    }

    private mutating func take(_ sample: Sample) {
        state.fan.take(sample)
        let runs = state.fan.runs(above: current, at: sample.time)
        state.supply.take(sample, .fanState, or: .fanCurrent)
        state.supply.take(sample, .pressureDrop, isNeeded: runs != false)
        guard sample.measures(.pressureDrop) else { return }
        let value = runs == true ? sample.value(of: .pressureDrop) : nil
        state.zero.update(
            value, .below, least.value, band: least.value * 0.2, at: sample.time, onDelay: after.duration,
            offDelay: .seconds(60)
        )
        state.fall.add(value, at: sample.time, share: share.value / 100)
    }

    private mutating func take(_ record: Record) {
        switch record.body {
        case .replacement: state.fall.forget(before: record.at)
        case .rectification(let note) where note.rule == Self.id: state.fall.forget(before: record.at)
        default: break
        }
    }

    private var nearZero: Finding? {
        guard let since = state.zero.since, let figure = state.zero.figure else { return nil }
        let (value, limit) = (figure.plainText(decimals: 0, beside: least.value), least.value.plainText)
        let minutes = after.value.plainText
        let text = Text(
            zh: "风机运行而压差仅\(value) Pa，低于\(limit) Pa超过\(minutes)分钟，废气可能未经炭层",
            en:
                "the fan runs and the pressure drop is \(value) Pa, below \(limit) Pa for over \(minutes) min: the air may go past the carbon"
        )
        return Finding(
            rule: Self.id, cause: "zero", level: .red, since: since, figure: figure, limit: least, text: text)
    }

    private var fallen: Finding? {
        state.fall.fallen.map { fall in
            let most = fall.before * share.value / 100
            let (from, to) = (fall.before.plainText(decimals: 0), fall.mean.plainText(decimals: 0, beside: most))
            let limit = Limit(share.name, most, .pascal, source: share.source, verified: share.verified)
            let text = Text(
                zh: "压差10分钟均值\(to) Pa，不足此前1小时均值\(from) Pa的\(share.value.plainText)%，可能开启旁路或炭层破损",
                en:
                    "10-minute mean of the pressure drop \(to) Pa, under \(share.value.plainText) % of the hour before (\(from) Pa): a bypass, or a hole in the bed"
            )
            return Finding(
                rule: Self.id, cause: "fall", level: .yellow, since: fall.since, figure: fall.mean, limit: limit,
                text: text
            )
        }
    }

    public var next: NextStep? {
        if let found = nearZero ?? fallen {
            return NextStep(.closeBypass, due: found.since.day(utcOffset: utcOffset))
        }
        return state.supply.next(missingAfter, utcOffset: utcOffset, judging: .pressureDrop)
    }
}
