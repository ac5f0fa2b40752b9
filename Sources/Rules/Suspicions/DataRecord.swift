import Facilities

/// Carbon is not replaced, nor are a purifier's plates cleaned, while the fan or the purifier runs. Where neither stood
/// still for half an hour on the day of a record, the data do not show the work. This is no offence and no accusation:
/// the day may have been entered wrongly. The half hour is our own. A record is judged when its day is over, if it was
/// entered within a week.
struct DataRecord: Rule {
    static let id = "data.record"
    static let colour = RuleClass.suspicion
    static let judges = Text(
        zh: "登记的更换、清洗在数据中是否可见（当天停过机、炭重降过；不影响灯色，不公开）",
        en: "whether a replacement or a cleaning shows in the data: a standstill that day, carbon taken out "
            + "(never the light, never public)"
    )

    struct State: Codable, Hashable, Sendable {
        var minute: Int64?
        var fan = Standing()
        var purifiers = Standing()
        var weights: [Weight] = []
        /// The records whose day is not over.
        var waiting: [Record] = []
        /// The time for which a purifier was seen standing on each day; nil in a memory from before that was counted.
        var stood: SeenStanding?
        /// The day of the newest cleaning, or of the newest that was begun.
        var cleaned: Day?
    }

    /// The least and the most that the carbon weighed on a day, kg.
    struct Weight: Codable, Hashable, Sendable {
        var day: Day
        var least: Double
        var most: Double
    }

    var state = State()
    private let stands: Limit
    private let takenOut: Limit
    private let purifierOn: Limit

    init(of facility: Facility) {
        stands = facility.limit(
            .ownDefault("recordStands", 30, .minute, in: 1...720, looser: .below, addressee: .bureau))
        takenOut = facility.limit(
            .ownDefault("recordTakenOut", 20, .percent, in: 1...90, looser: .below, addressee: .bureau))
        purifierOn = facility.limit(.purifierOnCurrent)
    }

    var limits: [Limit] { [stands, takenOut] }

    /// The days of weights that are kept, for records that are entered within a week.
    private static let kept = 9

    /// Returns whether the purifier was seen standing for half an hour on the day of the newest cleaning. A cleaning
    /// that the data do not show is no offence. The result is of one day, and stays true when a device stops answering
    /// later.
    func checks(_ seen: Observed) -> [StandardCheck] {
        guard let day = state.cleaned, let longest = state.stood?.longest(on: day) else { return [] }
        let state: StandardCheck.State = Double(longest) < stands.value ? .notShown : .passed
        return [
            StandardCheck(
                .stood, state, figure: Measure(Double(longest), .minute), reference: Measure(stands.value, .minute))
        ]
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record { return Verdict(entered(record, seen)) }
        let minute = seen.now.milliseconds / 60_000
        guard seen.isOfNow, minute != state.minute else { return Verdict() }
        state.minute = minute
        observe(seen)
        guard !state.waiting.isEmpty else { return Verdict() }
        let isOver = { (record: Record) in seen.day(record.at) < seen.today }
        let over = state.waiting.filter(isOver)
        state.waiting.removeAll(where: isOver)
        return Verdict(over.compactMap { unseen($0, seen) })
    }

    private mutating func observe(_ seen: Observed) {
        if seen.measures(.fanState) || seen.measures(.fanCurrent) {
            state.fan.take(seen.fan, at: seen.now, utcOffset: seen.facility.utcOffset)
        }
        if seen.measures(.purifierState) || seen.measures(.purifierCurrent) {
            let runs = purifiersRun(seen)
            state.purifiers.take(runs, at: seen.now, utcOffset: seen.facility.utcOffset)
            var stood = state.stood ?? SeenStanding()
            stood.take(runs.map { !$0 }, at: seen.now, utcOffset: seen.facility.utcOffset)
            state.stood = stood
        }
        guard let weight = seen.figure(.carbonWeight)?.value else { return }
        weigh(weight, on: seen.today)
    }

    /// Returns whether all purifiers run; one that stands is enough, since nobody cleans all of several at once.
    private func purifiersRun(_ seen: Observed) -> Bool? {
        let all = Switched.all(
            in: seen.channels, contact: .purifierState, current: .purifierCurrent, above: purifierOn, at: seen.now)
        if all.contains(where: { $0.isOn == false && !$0.isStandby }) { return false }
        guard all.allSatisfy({ $0.isOn != nil }) else { return nil }
        return true
    }

    private mutating func weigh(_ weight: Double, on day: Day) {
        guard let index = state.weights.lastIndex(where: { $0.day == day }) else {
            state.weights = state.weights.suffix(Self.kept - 1) + [Weight(day: day, least: weight, most: weight)]
            return
        }
        state.weights[index].least = min(state.weights[index].least, weight)
        state.weights[index].most = max(state.weights[index].most, weight)
    }

    private mutating func entered(_ record: Record, _ seen: Observed) -> [Suspicion] {
        if record.kind == CleaningStart.kind || (record.body as? Cleaning)?.renewsPurifier == true {
            state.cleaned = max(state.cleaned ?? seen.day(record.at), seen.day(record.at))
        }
        switch record.body {
        case is CarbonReplacement: break
        case let cleaning as Cleaning where cleaning.renewsPurifier: break
        default: return []
        }
        guard seen.day(record.at) < seen.today else {
            state.waiting.append(record)
            return []
        }
        return [unseen(record, seen)].compactMap(\.self)
    }

    private func unseen(_ record: Record, _ seen: Observed) -> Suspicion? {
        let day = seen.day(record.at)
        switch record.body {
        case is CarbonReplacement:
            return unstopped(state.fan.longest(on: day), Text(zh: "风机", en: "the fan"), record, seen)
                ?? untaken(record, seen)
        default:
            return unstopped(state.purifiers.longest(on: day), Text(zh: "净化器", en: "the purifier"), record, seen)
        }
    }

    private func unstopped(_ longest: Int64?, _ what: Text, _ record: Record, _ seen: Observed) -> Suspicion? {
        guard let longest, Double(longest) < stands.value else { return nil }
        let (title, day, least) = (record.kind.title, seen.day(record.at), stands.value.plainText)
        let text = Text(
            zh: "登记\(day)\(title.zh)，但当天\(what.zh)最长只停\(longest)分钟，不足\(least)分钟：数据未见此项工作，请核对日期和记录",
            en:
                "\(title.en) was entered for \(day), and \(what.en) stood for \(longest) min at the longest that day, under "
                + "\(least) min: the data do not show it, check the day and the record"
        )
        return suspicion(record, seen, Double(longest), stands, text)
    }

    /// Returns the suspicion that no carbon was removed: weighed carbon gets lighter before new carbon comes in.
    private func untaken(_ record: Record, _ seen: Observed) -> Suspicion? {
        let day = seen.day(record.at)
        let weights = state.weights.filter { abs($0.day.number - day.number) <= 1 }
        guard weights.contains(where: { $0.day == day }), let most = weights.map(\.most).max(),
            let least = weights.map(\.least).min(), most > 0
        else { return nil }
        let fall = (most - least) / most * 100
        guard fall < takenOut.value else { return nil }
        let (title, share) = (record.kind.title, fall.plainText(decimals: 1))
        let text = Text(
            zh: "登记\(day)\(title.zh)，但前后三天炭重最多相差\(share)%，不足\(takenOut.value.plainText)%：数据未见取出旧炭，请核对",
            en:
                "\(title.en) was entered for \(day), and the carbon's weight changed by \(share) % at most in the three days "
                + "around it, under \(takenOut.value.plainText) %: the data do not show that any was taken out"
        )
        return suspicion(record, seen, fall, takenOut, text)
    }

    private func suspicion(
        _ record: Record, _ seen: Observed, _ figure: Double, _ limit: Limit, _ text: Text
    ) -> Suspicion {
        let day = seen.day(record.at)
        let (from, until) = (
            day.start(utcOffset: seen.facility.utcOffset), (day + 1).start(utcOffset: seen.facility.utcOffset)
        )
        return Suspicion(
            rule: Self.id, kind: .unseenRecord, cause: "\(record.kind.rawValue)/\(day)", from: from, until: until,
            figure: figure.settled, limit: limit, text: text)
    }
}
