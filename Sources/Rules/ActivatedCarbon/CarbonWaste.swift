import Facilities

/// Hazardous waste is stored for at most a year: our own default, since the year of 《固体废物污染环境防治法》 art. 81 binds
/// licensed waste businesses, and not the firm whose waste it is. Spent carbon that did not leave with a manifest at
/// once is in store until transfers have removed its mass, the oldest first; 5 % may be lost by drying, and where no
/// mass was entered any transfer of that day or later is enough. The 30 days before, in which it is yellow, are our
/// own.
struct CarbonWaste: Rule {
    static let id = "carbon.waste"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "废活性炭贮存是否超过一年，联单号是否重复使用",
        en: "whether spent carbon has been stored for more than a year, and no manifest number is used twice"
    )

    struct State: Codable, Hashable, Sendable {
        var store = WasteStore()
        /// The lot that has been in store longest.
        var oldest: WasteStore.Lot?
    }

    var state = State()
    private let longest: Limit
    private let warning: Limit
    private let tolerance: Limit
    private let utcOffset: Int

    init(of facility: Facility) {
        longest = facility.limit(
            .ownDefault("storageDays", 365, .day, in: 1...3650, looser: .above).counted)
        warning = facility.limit(.ownDefault("storageWarning", 30, .day, in: 0...365, looser: .below).counted)
        tolerance = facility.limit(.ownDefault("spentTolerance", 5, .percent, in: 0...50, looser: .above))
        utcOffset = facility.utcOffset
    }

    var limits: [Limit] { [longest, warning, tolerance] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record {
            state.store.take(record, utcOffset: utcOffset)
            state.oldest = remaining.first
        }
        let next = state.oldest.map { NextStep(.transferWaste, due: due($0)) }
        return Verdict([stored(at: seen.now)].compactMap(\.self) + reused, next: next)
    }

    func problem(with record: Record) -> RecordProblem? {
        if let transfer = record.body as? WasteTransfer,
            let problem = state.store.taken.problem(with: transfer, utcOffset: utcOffset)
        {
            return problem
        }
        return usedBefore(record)
    }

    /// Returns the problem of a manifest number that stands on another transfer already.
    private func usedBefore(_ record: Record) -> RecordProblem? {
        let known = state.store.clashes(utcOffset: utcOffset).map(\.number)
        var store = state.store
        store.take(record, utcOffset: utcOffset)
        let clashes = store.clashes(utcOffset: utcOffset)
        let new = clashes.first { clash in
            // Correcting one of two records that already shared the number makes it no worse.
            clashes.count { $0.number == clash.number } > known.count { $0 == clash.number }
        }
        guard let new else { return nil }
        let other = new.second == record.at ? new.first : new.second
        let day = other.day(utcOffset: utcOffset)
        return RecordProblem(
            "manifest",
            Text(
                zh: "联单号“\(new.number)”已用于\(day)的另一次转移：请核对号码；那条记录有误的，请用“补充、更正”改它（corrects）",
                en:
                    "the manifest number \(new.number) stands on another transfer, of \(day), already: check it; if that record is wrong, correct it (corrects)"
            ))
    }

    private var remaining: [WasteStore.Lot] {
        state.store.remaining(tolerance: tolerance.value / 100, utcOffset: utcOffset)
    }

    var gauges: [Gauge] {
        let lots = remaining
        switch state.store.isWeighed(utcOffset: utcOffset) {
        case nil: return []
        // A transfer of carbon that nobody weighed takes an unknown share of it.
        case false?:
            let note = Text(zh: "有未称重的，不知道多少", en: "not known: some of it nobody weighed")
            return [Gauge(.stored, figure: nil, since: lots.first?.day, note: note)]
        case true?:
            let mass = lots.compactMap(\.mass).reduce(0, +).settled
            return [Gauge(.stored, figure: Measure(mass, .kilogram), since: lots.first?.day)]
        }
    }

    /// The findings of manifest numbers that stand on two transfers.
    private var reused: [Finding] {
        state.store.clashes(utcOffset: utcOffset).map { clash in
            let days = [clash.first, clash.second].map { $0.day(utcOffset: utcOffset).description }
            let text = Text(
                zh: "联单号“\(clash.number)”用于两次不同的转移（\(days[0])、\(days[1])），后一次不计入，请核对；如为更正，请填写corrects",
                en:
                    "manifest number \(clash.number) stands on two different transfers (\(days[0]), \(days[1])): the second does not count; check it, or name in corrects what it corrects"
            )
            let limit = Limit("manifestUses", 1, .one, source: "《危险废物转移管理办法》", verified: false)
            return Finding(
                rule: Self.id, cause: "manifest/\(clash.number)/\(clash.second)", level: .yellow, since: clash.second,
                figure: 2, limit: limit, text: text)
        }
    }

    private struct Old: Decodable {
        var store: WasteStore.Form0
        var oldest: WasteStore.Lot?
    }

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        return State(store: WasteStore(form0.store), oldest: form0.oldest)
    }

    private func due(_ lot: WasteStore.Lot) -> Day { lot.day + longest.whole }

    func isDated(_ finding: Finding) -> Bool { finding.cause.isEmpty }

    private func stored(at now: Timestamp) -> Finding? {
        let today = now.day(utcOffset: utcOffset)
        guard let oldest = state.oldest, today + warning.whole >= due(oldest) else { return nil }
        let due = due(oldest)
        let time = DutyTime(from: oldest.day, due: due, warning: warning.whole, utcOffset: utcOffset)
        let over = time.isOver(at: now)
        let days = today.number - oldest.day.number
        let mass = oldest.mass.map { "\($0.plainText(decimals: 1)) kg" } ?? ""
        let limit = longest.value.plainText
        let text = Text(
            zh: "\(oldest.day)取出的废炭\(mass)已贮存\(days)天，\(over ? "超过\(limit)天，应立即转移" : "应于\(due)前转移")",
            en:
                "spent carbon \(mass.isEmpty ? "" : "(\(mass)) ")of \(oldest.day) in store for \(days) d, \(over ? "over \(limit) d: have it taken away" : "to be taken away by \(due)")"
        )
        return Finding(
            rule: Self.id, level: over ? .red : .yellow, since: time.since(at: now), figure: Double(days),
            limit: longest, text: text)
    }
}
