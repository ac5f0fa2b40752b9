import Facilities

/// HJ 2026-2013 calls carbon spent when the outlet reaches its set value; no share of the inlet was found, so that the
/// limits are our own. An outlet over 20 % of the inlet is a warning, one over 50 % asks for new carbon, in two
/// consecutive hourly means while the fan runs. Hours with less than 10 mg/m³ at inlet and outlet are not judged: noise
/// would count as breakthrough. An outlet above the inlet is over the limits too: the carbon releases what it holds, or
/// the two sensors are swapped.
struct CarbonBreakthrough: Rule {
    static let id = "carbon.breakthrough"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "出口VOCs占进口的比例是否过高（小时均值，风机运行时）",
        en: "whether too large a share of the VOC passes the carbon, as hourly means while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        var before = IntervalMean()
        var after = IntervalMean()
        var some = Hold()
        var much = Hold()
        /// The newest hour that was over a limit.
        var last: Passing?
        var replaced: Timestamp?
    }

    /// What went in and came out in an hour, mg/m³.
    struct Passing: Codable, Hashable, Sendable {
        var before: Double
        var after: Double

        var percent: Double { (after / before * 100).settled }
    }

    var state = State()
    private let some: Limit
    private let much: Limit
    private let floor: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        some = facility.limit(.ownDefault("breakthroughWarning", 20, .percent, in: 1...100, looser: .above))
        much = facility.limit(.ownDefault("breakthrough", 50, .percent, in: 1...100, looser: .above))
        floor = facility.limit(
            .ownDefault("breakthroughFloor", 10, .milligramPerCubicMetre, in: 0...1000, looser: .above))
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [some, much, floor, missingAfter] }
    var needs: [Need] { [Need(.vocIn, within: .minutes(5)), Need(.vocOut, within: .minutes(5))] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if seen.hasNewReading(of: .vocIn, .vocOut) { take(seen) }
        if let record = seen.record { take(record) }
        var verdict = Verdict()
        let passing = passing
        verdict.add(passing, state.much.isOn ? .replaceCarbon : .inspectCarbon, in: seen)
        for quantity in [Quantity.vocIn, .vocOut] {
            verdict.add(seen.missing(quantity, Self.id, missingAfter, idle: .fanStands), .checkSensors, in: seen)
        }
        return verdict
    }

    private mutating func take(_ seen: Observed) {
        // Without both values, the two means would cover different minutes.
        let isPassing = seen.fan != false && seen.air.removed != nil
        let (time, period) = (seen.time, seen.period(of: .vocIn, .vocOut))
        let inlet = state.before.add(
            isPassing ? seen.air.before : nil, at: time, length: .hours(1), period: period)
        let outlet = state.after.add(isPassing ? seen.air.after : nil, at: time, length: .hours(1), period: period)
        if let inlet, let outlet, inlet.capture >= MeanOverLimit.leastCapture { judge(inlet, outlet) }
    }

    private mutating func judge(_ inlet: IntervalMean.Result, _ outlet: IntervalMean.Result) {
        if let replaced = state.replaced, inlet.start < replaced { return }
        let passing = Passing(before: inlet.mean, after: outlet.mean)
        let isMuchEnough = max(inlet.mean, outlet.mean) >= floor.value && inlet.mean > 0
        let percent = isMuchEnough ? passing.percent : nil
        var measured: Measured?
        if let percent { measured = self.measured(percent, inlet, outlet) }
        // The value must stay a tenth below the limit, for as long as the delay, to end the finding.
        for (hold, limit) in [(\State.some, some), (\State.much, much)] {
            state[keyPath: hold].update(
                measured, .above, limit.value, band: limit.value * 0.1, at: inlet.start, onDelay: .hours(1),
                offDelay: .hours(1), gap: Gap(period: .hours(1))
            )
        }
        let limit = state.much.isOn ? much : some
        if let percent, percent > limit.value { state.last = passing }
    }

    /// With an outlet at the top of its range more may have passed, with an inlet there less.
    private func measured(_ percent: Double, _ inlet: IntervalMean.Result, _ outlet: IntervalMean.Result) -> Measured? {
        switch (inlet.bound, outlet.bound) {
        case (nil, nil): Measured(percent)
        case (nil, .atLeast), (.atMost, .atLeast), (.atMost, nil): Measured(percent, .atLeast)
        default: nil
        }
    }

    /// What passed the old carbon says nothing of the new. A record of long ago changes nothing.
    private mutating func take(_ record: Record) {
        guard record.body is CarbonReplacement else { return }
        if let replaced = state.replaced, replaced >= record.at { return }
        state.replaced = record.at
        state.some.forget(before: record.at)
        state.much.forget(before: record.at)
    }

    private var passing: Finding? {
        let isMuch = state.much.isOn
        let (hold, limit) = isMuch ? (state.much, much) : (state.some, some)
        guard let last = state.last, let since = hold.since else { return nil }
        let (before, after) = (last.before.plainText(decimals: 1), last.after.plainText(decimals: 1))
        let (share, most) = (last.percent.plainText(decimals: 0, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh:
                "出口VOCs小时均值\(after) mg/m³，为进口\(before) mg/m³的\(share)%，超过\(most)%，\(isMuch ? "活性炭已穿透，应更换" : "吸附效率下降")",
            en:
                "hourly mean at the outlet \(after) mg/m³, \(share) % of \(before) mg/m³ at the inlet, over \(most) %: \(isMuch ? "replace the carbon" : "the carbon takes up less")"
        )
        return Finding(
            rule: Self.id, level: isMuch ? Self.colour.level(of: limit) : .yellow, since: since, figure: last.percent,
            limit: limit, text: text
        )
    }
}
