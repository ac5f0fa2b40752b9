public import Facilities

/// 南京“四看一测”: four looks and the iodine value. The iodine value decides: 800 mg/g for granular, 650 mg/g for
/// honeycomb carbon (苏环办〔2022〕218号). It is one by GB/T 7702.7, of either edition, or else it does not compare with that
/// limit: a low one advises a test by that method, a high one leaves it open. A value without a method counts as one by it.
///
/// The looks alone can only advise that a sample be tested. A bulk density above 600 kg/m³ (from memory), and a load cell
/// that shows less than 90 % of the carbon filled in for an hour while the fan runs (our own), count as a bad weight.
public struct CarbonQuality: Rule {
    public static let id = "carbon.quality"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "“四看一测”：碘值是否合格，外观是否可疑",
        en: "四看一测: whether the iodine value passes, and whether the four looks advise a test"
    )

    public struct State: Codable, Hashable, Sendable {
        /// By the newest record.
        var replaced: Filling?
        /// By a method that compares with the limit.
        var iodine: Double?
        /// Newer than `iodine`, and by another method.
        var other: OtherIodine?
        var inspection: CarbonInspection?
        /// When the newest of these was found.
        var since: Timestamp?
        /// Since when somebody ought to have inspected the carbon.
        var wanted: Timestamp?
        /// The newest record that counted.
        var latest: Timestamp?
        var light = LimitHold()
    }

    struct OtherIodine: Codable, Hashable, Sendable {
        var value: Double
        var method: IodineMethod
    }

    public var state = State()
    private let configured: Filling
    let density: Limit
    let weightShare: Limit
    private let facility: Facility
    private let missingAfter: Limit

    public init(_ settings: CarbonSettings, of facility: Facility) {
        self.facility = facility
        configured = Filling(settings, utcOffset: facility.utcOffset)
        density = facility.limit(
            Limit(
                "bulkDensity", 600, .kilogramPerCubicMetre, in: 100...2000, looser: .above, source: "经验值 rule of thumb",
                verified: false, origin: .own))
        weightShare = facility.limit(.ownDefault("weightShare", 90, .percent, in: 10...100, looser: .below))
        missingAfter = facility.limit(.missingAfter)
    }

    public var limits: [Limit] { [iodineLimit, density, weightShare, missingAfter] }
    public var needs: [Need] { [Need(.carbonWeight, isOptional: true)] }

    var filling: Filling { configured.orNewer(state.replaced, utcOffset: facility.utcOffset) }

    /// Of the carbon that is in it, which may be of another form than the one before.
    var iodineLimit: Limit {
        let preset = filling.form == .honeycomb ? 650.0 : 800
        return facility.limit(
            Limit(
                "iodineValue", preset, .milligramPerGram, in: 100...1500, looser: .below, source: "苏环办〔2022〕218号",
                verified: false))
    }

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record { take(record) }
        if seen.tells(of: .carbonWeight) { weigh(seen) }
        if state.since == nil { state.wanted = state.wanted ?? seen.now }
        let finding = finding(at: seen.now)
        let missing = seen.missing(.carbonWeight, Self.id, missingAfter, idle: .fanStands)
        return Verdict([finding].compactMap(\.self) + missing, next: next(finding))
    }

    private mutating func take(_ record: Record) {
        // What is entered late does not replace what was found later.
        let isNewest = state.latest.map { $0 <= record.at } ?? true
        switch record.body {
        case .inspection(let inspection) where isNewest:
            (state.inspection, state.since, state.latest) = (inspection, record.at, record.at)
            take(inspection.iodineValue, by: inspection.iodineMethod)
        case .replacement(let replacement):
            guard let filling = filling.replaced(by: record, utcOffset: facility.utcOffset) else { return }
            (state.replaced, state.light) = (filling, LimitHold())
            if isNewest { forget(for: replacement, at: record.at) }
        default: break
        }
    }

    /// What was seen of the old carbon says nothing of the new.
    private mutating func forget(for replacement: CarbonReplacement, at time: Timestamp) {
        (state.inspection, state.iodine, state.other) = (nil, nil, nil)
        state.since = replacement.iodineValue == nil ? nil : time
        (state.latest, state.wanted) = (time, time)
        take(replacement.iodineValue, by: replacement.iodineMethod)
    }

    private mutating func take(_ iodine: Double?, by method: IodineMethod?) {
        guard let iodine else { return }
        if let method, method != .gb7702, method != .gb7702Of2008 {
            state.other = OtherIodine(value: iodine, method: method)
        } else {
            (state.iodine, state.other) = (iodine, nil)
        }
    }

    private mutating func weigh(_ seen: Observed) {
        // While the carbon is being replaced the box is empty, and the fan stands.
        guard seen.fan != false else { return state.light.interrupt() }
        guard let weight = seen.figure(.carbonWeight), let filled = filling.mass else { return }
        let least = filled * weightShare.value / 100
        state.light.update(
            weight, .below, least, band: filled * 0.02, at: seen.time, onDelay: .hours(1), offDelay: .hours(1),
            gap: seen.gap(of: .carbonWeight)
        )
    }

    private func next(_ finding: Finding?) -> NextStep? {
        let offset = facility.utcOffset
        if let finding, finding.level == .red {
            return NextStep(.replaceCarbon, due: finding.since.day(utcOffset: offset))
        }
        let since = state.since == nil ? state.wanted : finding?.since
        return since.map { NextStep(.inspectCarbon, due: $0.day(utcOffset: offset)) }
    }
}
