import Facilities

/// 南京“四看一测”: four looks and the iodine value. The iodine value decides: 800 mg/g for granular, 650 mg/g for honeycomb
/// carbon (苏环办〔2022〕218号, from memory; read second-hand for Foshan, 佛环函〔2024〕70号). A value by GB/T 7702.7, of either
/// edition, compares with that limit. A value by another method does not: a low one recommends a test by that method, a
/// high one decides nothing. A value without a method counts as one by it.
///
/// These limits apply to carbon when it is filled in. A sample of carbon in use reads lower: below the limit it is
/// yellow, and red only where the authority took it. An inspection without `state` counts as one of new carbon up to 7
/// days after the filling (our own), and as one of used carbon later. One from before the filling does not count,
/// unless it states that it is of new carbon on that day. A supplier's value in a replacement is a claim: a low one
/// counts against the carbon, and a good one makes nothing green.
///
/// The looks alone can only recommend a test. A bulk density above 600 kg/m³ (from memory), and a load cell that shows
/// less than 90 % of the filled mass for an hour while the fan runs (our own), count as a bad weight.
struct CarbonQuality: Rule {
    static let id = "carbon.quality"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "“四看一测”：碘值是否合格，外观是否可疑",
        en: "four looks and one test: whether the iodine value passes, and whether the four looks advise a test"
    )

    struct State: Codable, Hashable, Sendable {
        /// The filling of the newest record.
        var replaced: Filling?
        /// The inspections, oldest first; those of the filling count.
        var looked: [Looked] = []
        var tested: [Tested] = []
        /// The time at which an inspection fell due; nil while none is due.
        var wanted: Timestamp?
        var light = LimitHold()
    }

    /// An inspection by four looks.
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
        var compares: Bool { IodineMethod.isOfLimit(method) }
    }

    /// The inspections that are kept at most.
    private static let most = 20
    /// The longest time after the filling at which an inspection that does not state it counts as one of new carbon.
    static let newFor = Duration.days(7)

    var state = State()
    private let configured: Filling
    private var now: Timestamp?
    let density: Limit
    let weightShare: Limit
    private let facility: Facility
    private let missingAfter: Limit

    init(_ settings: CarbonSettings, of facility: Facility) {
        self.facility = facility
        configured = Filling(settings, utcOffset: facility.utcOffset)
        density = facility.limit(
            Limit(
                "bulkDensity", 600, .kilogramPerCubicMetre, in: 100...2000, looser: .above, source: "经验值 rule of thumb",
                verified: false, origin: .own))
        weightShare = facility.limit(.ownDefault("weightShare", 90, .percent, in: 10...100, looser: .below))
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [iodineLimit, density, weightShare, missingAfter] }
    var needs: [Need] { [Need(.carbonWeight, isOptional: true)] }

    var filling: Filling { configured.known(at: now).orNewer(state.replaced, utcOffset: facility.utcOffset) }

    /// The limit for the carbon that is filled in now, whose form may differ from the one before.
    var iodineLimit: Limit {
        let preset = filling.form == .honeycomb ? 650.0 : 800
        return facility.limit(
            Limit(
                "iodineValue", preset, .milligramPerGram, in: 100...1500, looser: .below,
                source: "苏环办〔2022〕218号（凭记忆；佛环函〔2024〕70号同值）",
                verified: false))
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        now = seen.now
        if let record = seen.record { take(record) }
        if seen.hasNewReading(of: .carbonWeight) { weigh(seen) }
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
            // Inspections are due from the day of filling, whenever it was entered.
            state.wanted = filling.begun
        default: break
        }
    }

    private mutating func take(_ inspection: CarbonInspection, at time: Timestamp) {
        let looked = Looked(at: time, inspection: inspection)
        // A record that arrives twice counts as one inspection.
        guard !state.looked.contains(looked) else { return }
        state.looked = (state.looked + [looked]).sorted { $0.at < $1.at }.suffix(Self.most)
        guard let value = inspection.iodineValue else { return }
        let tested = Tested(
            at: time, value: value, method: inspection.iodineMethod, state: inspection.state,
            sampledBy: inspection.sampledBy)
        state.tested = (state.tested + [tested]).sorted { $0.at < $1.at }.suffix(Self.most)
    }

    /// The inspections of the carbon that is filled in now.
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
        // During a replacement the box is empty and the fan is off.
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

    // MARK: Forms of 0.1.0

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

    /// Reads form 0, whose iodine value was the supplier's where there was no inspection.
    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        var state = State(replaced: form0.replaced, wanted: form0.wanted, light: form0.light)
        guard let inspection = form0.inspection, let since = form0.since else { return state }
        state.looked = [Looked(at: since, inspection: inspection)]
        if let iodine = form0.iodine { state.tested.append(Tested(at: since, value: iodine, method: .gb7702)) }
        if let other = form0.other { state.tested.append(Tested(at: since, value: other.value, method: other.method)) }
        return state
    }
}
