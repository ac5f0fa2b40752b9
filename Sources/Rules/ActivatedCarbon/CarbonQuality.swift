public import Facilities

/// 南京“四看一测”: four looks and the iodine value. The iodine value decides: 800 mg/g for granular, 650 mg/g for
/// honeycomb carbon (苏环办〔2022〕218号, from memory; read second-hand for Foshan, 佛环函〔2024〕70号). It is one by GB/T 7702.7, of either edition, or else it does not compare with that
/// limit: a low one advises a test by that method, a high one leaves it open. A value without a method counts as one by it.
///
/// These limits are what carbon must have when it is filled in. A sample of carbon in use reads lower: below the limit it
/// is yellow, and red only where the authority took it. An inspection without `state` counts as one of new carbon up to 7
/// days after the filling (our own), and as one of used carbon later. One from before the filling says nothing, unless it
/// says that it looked at the new carbon on that day. A supplier's value in a replacement is a claim: a low one counts
/// against the carbon, and a good one makes nothing green.
///
/// The looks alone can only advise that a sample be tested. A bulk density above 600 kg/m³ (from memory), and a load cell
/// that shows less than 90 % of the carbon filled in for an hour while the fan runs (our own), count as a bad weight.
public struct CarbonQuality: Rule {
    public static let id = "carbon.quality"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "“四看一测”：碘值是否合格，外观是否可疑",
        en: "four looks and one test: whether the iodine value passes, and whether the four looks advise a test"
    )

    public struct State: Codable, Hashable, Sendable {
        /// By the newest record.
        var replaced: Filling?
        /// What was found in inspections, oldest first; those of the filling count.
        var looked: [Looked] = []
        var tested: [Tested] = []
        /// Since when somebody ought to have inspected the carbon.
        var wanted: Timestamp?
        var light = LimitHold()
    }

    /// Four looks.
    struct Looked: Codable, Hashable, Sendable {
        var at: Timestamp
        var inspection: CarbonInspection
    }

    /// A measured iodine value.
    struct Tested: Codable, Hashable, Sendable {
        var at: Timestamp
        var value: Double
        var method: IodineMethod?
        var state: CarbonInspection.State?
        var sampledBy: CarbonInspection.Sampler?

        /// Whether the method is that of the limit.
        var compares: Bool { method.map { $0 == .gb7702 || $0 == .gb7702Of2008 } ?? true }
    }

    /// Inspections of one filling that are kept.
    private static let most = 20
    /// Until when after the filling an inspection counts as one of new carbon that does not say.
    static let newFor = Duration.days(7)

    public var state = State()
    private let configured: Filling
    private var now: Timestamp?
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

    var filling: Filling { configured.known(at: now).orNewer(state.replaced, utcOffset: facility.utcOffset) }

    /// Of the carbon that is in it, which may be of another form than the one before.
    var iodineLimit: Limit {
        let preset = filling.form == .honeycomb ? 650.0 : 800
        return facility.limit(
            Limit(
                "iodineValue", preset, .milligramPerGram, in: 100...1500, looser: .below,
                source: "苏环办〔2022〕218号（凭记忆；佛环函〔2024〕70号同值）",
                verified: false))
    }

    public mutating func consider(_ seen: Observed) -> Verdict {
        now = seen.now
        if let record = seen.record { take(record) }
        if seen.tells(of: .carbonWeight) { weigh(seen) }
        state.wanted = inspections.isEmpty ? state.wanted ?? max(seen.now, filling.at ?? seen.now) : nil
        let findings = findings(at: seen.now)
        let missing = seen.missing(.carbonWeight, Self.id, missingAfter, idle: .fanStands)
        return Verdict(findings + missing, next: next(findings))
    }

    private mutating func take(_ record: Record) {
        switch record.body {
        case let inspection as CarbonInspection: take(inspection, at: record.at)
        case is CarbonReplacement:
            guard let filling = filling.replaced(by: record, utcOffset: facility.utcOffset) else { return }
            (state.replaced, state.light) = (filling, LimitHold())
            // The looks are due from the filling on, whenever it was entered.
            state.wanted = filling.begun
        default: break
        }
    }

    private mutating func take(_ inspection: CarbonInspection, at time: Timestamp) {
        let looked = Looked(at: time, inspection: inspection)
        // The same record twice is one inspection.
        guard !state.looked.contains(looked) else { return }
        state.looked = (state.looked + [looked]).sorted { $0.at < $1.at }.suffix(Self.most)
        guard let value = inspection.iodineValue else { return }
        let tested = Tested(
            at: time, value: value, method: inspection.iodineMethod, state: inspection.state,
            sampledBy: inspection.sampledBy)
        state.tested = (state.tested + [tested]).sorted { $0.at < $1.at }.suffix(Self.most)
    }

    /// Those that say something of the carbon that is in it.
    var inspections: [Looked] { state.looked.filter { isOfFilling($0.at, $0.inspection.state) } }
    var tests: [Tested] { state.tested.filter { isOfFilling($0.at, $0.state) } }

    private func isOfFilling(_ time: Timestamp, _ carbon: CarbonInspection.State?) -> Bool {
        guard let filled = filling.begun, time < filled else { return true }
        let offset = facility.utcOffset
        return carbon == .new && time.day(utcOffset: offset) == filled.day(utcOffset: offset)
    }

    func isNew(_ time: Timestamp, _ carbon: CarbonInspection.State?) -> Bool {
        if let carbon { return carbon == .new }
        guard let filled = filling.at else { return true }
        return time - filled <= Self.newFor
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

    private func next(_ findings: [Finding]) -> NextStep? {
        let offset = facility.utcOffset
        if let finding = findings.first(where: { $0.level == .red }) {
            return NextStep(.replaceCarbon, due: finding.since.day(utcOffset: offset))
        }
        let since = state.wanted ?? findings.map(\.since).min()
        return since.map { NextStep(.inspectCarbon, due: $0.day(utcOffset: offset)) }
    }

    private struct Old: Decodable {
        struct Other: Decodable {
            var value: Double
            var method: IodineMethod
        }

        var replaced: Filling?
        var iodine: Double?
        var other: Other?
        var inspection: CarbonInspection?
        var since: Timestamp?
        var wanted: Timestamp?
        var light: LimitHold
    }

    /// Without an inspection, what form 0 had as the iodine value was the supplier's.
    public func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        var state = State(replaced: form0.replaced, wanted: form0.wanted, light: form0.light)
        guard let inspection = form0.inspection, let since = form0.since else { return state }
        state.looked = [Looked(at: since, inspection: inspection)]
        if let iodine = form0.iodine { state.tested.append(Tested(at: since, value: iodine, method: .gb7702)) }
        if let other = form0.other { state.tested.append(Tested(at: since, value: other.value, method: other.method)) }
        return state
    }
}
