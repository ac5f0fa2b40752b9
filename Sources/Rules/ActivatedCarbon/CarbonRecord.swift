import Facilities

/// 苏环办〔2021〕218号: the ledger contains each replacement and the destination of the spent carbon, which is hazardous
/// waste HW49 900-039-49. Spent carbon is the filled carbon and what it has adsorbed: it cannot weigh less. 5 % are
/// allowed for weighing and drying (our own); a smaller mass is red, since hazardous waste is missing. Records of one
/// day are parts of one replacement and add up, unless one repeats another, completes another of the same time, or
/// corrects it. A transfer of that day or later supplies manifest and waste code. A manifest has 14 digits (from
/// memory); another number is only a warning. So is a filling below 80 % or above 120 % of the mass in the settings
/// (our own): `carbon.cycle` uses the real mass. A replacement that was begun (开始更换) and is not on record by the end of
/// its day gives a reminder.
struct CarbonRecord: Rule {
    static let id = "carbon.record"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "更换记录是否完整，废炭重量是否合理", en: "whether the record of the replacement is complete, and its masses add up"
    )

    struct State: Codable, Hashable, Sendable {
        var ledger = ReplacementLedger()
        var window = WorkWindow()
    }

    var state = State()
    private let configured: ReplacementLedger.Filled?
    private let tolerance: Limit
    private let digits: Limit
    private let fields: Limit
    private let leastFilled: Limit
    private let mostFilled: Limit
    private let design: Double?
    private let utcOffset: Int

    init(_ settings: CarbonSettings, of facility: Facility) {
        utcOffset = facility.utcOffset
        design = settings.mass
        leastFilled = facility.limit(.fillingLeast)
        mostFilled = facility.limit(.ownDefault("fillingMost", 120, .percent, in: 100...200, looser: .above))
        configured = ReplacementLedger.Filled(settings, utcOffset: facility.utcOffset)
        tolerance = facility.limit(.ownDefault("spentTolerance", 5, .percent, in: 0...50, looser: .above))
        digits = facility.limit(
            Limit("manifestDigits", 14, .one, in: 1...40, source: "《危险废物转移管理办法》", verified: false).counted)
        fields = Limit("missingFields", 0, .one, in: 0...20, looser: .above, source: "苏环办〔2021〕218号", verified: false)
    }

    var limits: [Limit] { [tolerance, digits, leastFilled, mostFilled] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record {
            state.ledger.take(record, utcOffset: utcOffset)
            state.window.take(record, from: ReplacementStart.kind, to: CarbonReplacement.kind, utcOffset: utcOffset)
        }
        var verdict = Verdict()
        if let replaced = replaced(asOf: seen.now) {
            let findings = [
                incomplete(replaced), tooLittle(replaced), misnumbered(replaced), farFromDesign(replaced),
            ]
            verdict = Verdict(findings.compactMap(\.self), next: next(replaced))
        }
        verdict.add(unended(at: seen.now), .completeRecord, in: seen)
        return verdict
    }

    func problem(with record: Record) -> RecordProblem? {
        guard let replacement = record.body as? CarbonReplacement else { return nil }
        return state.ledger.replacements.problem(with: replacement, utcOffset: utcOffset) ?? impossible(replacement)
    }

    /// Returns the problem of a mass over ten times the greatest possible one: its decimal point is in the wrong place,
    /// or its unit is another. A smaller one may be a part of a filling.
    private func impossible(_ replacement: CarbonReplacement) -> RecordProblem? {
        let newest = CarbonReplacement.together(state.ledger.newest(configured, utcOffset: utcOffset).map(\.body))?.mass
        // A partial filling or an addition does not show how much can be removed.
        let before = state.ledger.before(configured, utcOffset: utcOffset)?.mass
        let most = [design, newest, before].compactMap(\.self).max()
        if let design, design > 0, replacement.mass > design * 10 {
            return .tenfold("mass", replacement.mass, Text(zh: "设计装填量", en: "the design mass"), design)
        }
        if let most, most > 0, let spent = replacement.spentMass, spent > most * 10 {
            return .tenfold("spentMass", spent, Text(zh: "装填量", en: "the mass filled in"), most)
        }
        return nil
    }

    /// The newest replacement, in one part or several.
    private struct Replaced {
        var parts: [CarbonReplacement]
        var whole: CarbonReplacement
        var at: Timestamp
        var transfer: WasteTransfer?
        var before: ReplacementLedger.Filled?

        /// Whether every part has the mass that was taken out.
        var isWeighed: Bool { parts.allSatisfy { $0.spentMass != nil } }
    }

    /// Returns the newest replacement; nil where there is none.
    ///
    /// - Parameter now: The time of the event. Settings with a filling in the future name none.
    private func replaced(asOf now: Timestamp) -> Replaced? {
        var configured = configured
        if let filled = configured, filled.at > now { configured?.at = Timestamp(milliseconds: 0) }
        let parts = state.ledger.newest(configured, utcOffset: utcOffset)
        guard let at = parts.last?.at, let whole = CarbonReplacement.together(parts.map(\.body)) else { return nil }
        return Replaced(
            parts: parts.map(\.body), whole: whole, at: at,
            transfer: state.ledger.transfer(since: at, utcOffset: utcOffset),
            before: state.ledger.before(configured, utcOffset: utcOffset))
    }

    private func unended(at now: Timestamp) -> Finding? {
        guard let begun = state.window.unended(at: now, utcOffset: utcOffset) else { return nil }
        let text = Text(
            zh: "\(begun.day(utcOffset: utcOffset))点了“开始更换”，当天没有更换记录，请补登",
            en: "a replacement was begun on \(begun.day(utcOffset: utcOffset)) and none is on record: enter it")
        return Finding(
            rule: Self.id, cause: "start", level: .yellow, since: begun, limit: WorkWindow.limit, text: text)
    }

    private func farFromDesign(_ replaced: Replaced) -> Finding? {
        guard let design, design > 0 else { return nil }
        let share = (replaced.whole.mass / design * 100).settled
        let isLow = share < leastFilled.value
        guard isLow || share > mostFilled.value else { return nil }
        let limit = isLow ? leastFilled : mostFilled
        let (mass, of) = (replaced.whole.mass.plainText(decimals: 1), design.plainText(decimals: 1))
        let (percent, most) = (share.plainText(decimals: 0, beside: limit.value), limit.value.plainText)
        let parts =
            if replaced.parts.count > 1 {
                Text(zh: "（\(replaced.parts.count)条记录合计）", en: " (\(replaced.parts.count) records together)")
            } else {
                Text(zh: "", en: "")
            }
        let text = Text(
            zh:
                "装填\(mass) kg\(parts.zh)，为设计装填量\(of) kg的\(percent)%，\(isLow ? "低于" : "高于")\(most)%，请核对；如为更正，请填写corrects",
            en:
                "\(mass) kg filled in\(parts.en), \(percent) % of the design mass of \(of) kg, \(isLow ? "below" : "above") \(most) %: check it; a record that corrects another names it in corrects"
        )
        return Finding(
            rule: Self.id, cause: "design", level: .yellow, since: replaced.at, figure: share, limit: limit,
            text: text)
    }

    /// Returns the fields that the record lacks. The firm that takes the waste is on the manifest.
    private func missing(_ replaced: Replaced) -> [LedgerItem] {
        var missing = replaced.whole.missing(besides: replaced.transfer).filter { $0 != .disposalFirm }
        if !replaced.isWeighed, isTooLittle(replaced), !missing.contains(.spentMass) {
            missing.insert(.spentMass, at: missing.firstIndex { $0.isOfWaste } ?? missing.endIndex)
        }
        return missing
    }

    private func incomplete(_ replaced: Replaced) -> Finding? {
        let (missing, at) = (missing(replaced), replaced.at)
        guard !missing.isEmpty else { return nil }
        let day = at.day(utcOffset: utcOffset)
        let titles = missing.map(\.title)
        let (zh, en) = (titles.map(\.zh).joined(separator: "、"), titles.map(\.en).joined(separator: ", "))
        let text = Text(zh: "\(day)的更换记录缺少：\(zh)", en: "the replacement of \(day) is on record without: \(en)")
        return Finding(
            rule: Self.id, level: .yellow, since: at, figure: Double(missing.count), limit: fields, text: text)
    }

    /// Whether the mass that was taken out is less than the mass that was filled in.
    private func isTooLittle(_ replaced: Replaced) -> Bool {
        guard let spent = replaced.whole.spentMass, spent > 0, let before = replaced.before else { return false }
        return spent < before.mass * (1 - tolerance.value / 100)
    }

    private func tooLittle(_ replaced: Replaced) -> Finding? {
        guard replaced.isWeighed, isTooLittle(replaced), let spent = replaced.whole.spentMass,
            let before = replaced.before
        else { return nil }
        let least = before.mass * (1 - tolerance.value / 100)
        let limit = Limit("spentMass", least, .kilogram, source: "废炭量＝装填量＋吸附量 mass closure", verified: false)
        let (out, filled) = (spent.plainText(decimals: 1, beside: least), before.mass.plainText(decimals: 1))
        let margin = tolerance.value.plainText
        let text = Text(
            zh: "取出废炭\(out) kg，少于原装填量\(filled) kg（允差\(margin)%）；废炭量应为装填量加吸附量",
            en:
                "\(out) kg of spent carbon taken out, less than the \(filled) kg filled in (by more than \(margin) %): it should be that and what was adsorbed"
        )
        return Finding(
            rule: Self.id, cause: "mass", level: .red, since: replaced.at, figure: spent, limit: limit, text: text)
    }

    private func misnumbered(_ replaced: Replaced) -> Finding? {
        let numbers = replaced.parts.map(\.manifest) + [replaced.transfer?.manifest]
        let wrong = numbers.compactMap(\.self).first { !$0.isBlank && !isManifest($0) }
        guard let wrong else { return nil }
        let digits = digits.value.plainText
        let text = Text(
            zh: "联单号“\(wrong)”不是\(digits)位数字，请核对",
            en: "the manifest number \(wrong) is not one of \(digits) digits: check it")
        return Finding(
            rule: Self.id, cause: "manifest", level: .yellow, since: replaced.at, figure: Double(wrong.count),
            limit: self.digits, text: text
        )
    }

    private func isManifest(_ number: String) -> Bool {
        number.count == digits.whole && number.allSatisfy { ("0"..."9").contains($0) }
    }

    /// Returns the next step. A missing manifest alone is left to `carbon.waste`, which has its deadline.
    private func next(_ replaced: Replaced) -> NextStep? {
        let isDue = missing(replaced).contains { $0 != .manifest } || tooLittle(replaced) != nil
        return if isDue || farFromDesign(replaced) != nil {
            NextStep(.completeRecord, due: replaced.at.day(utcOffset: utcOffset))
        } else {
            nil
        }
    }

    private struct Old: Decodable {
        var ledger: ReplacementLedger.Form0
    }

    func migrated(_ old: OldState) throws -> State {
        State(ledger: ReplacementLedger(try old.form0(Old.self).ledger))
    }
}

extension Limit {
    /// The least filling, in per cent of the mass in the settings, that is not far from the design.
    static let fillingLeast = ownDefault("fillingLeast", 80, .percent, in: 0...100, looser: .below)
}

extension RecordProblem {
    /// Returns the problem of a mass that is over ten times another one.
    static func tenfold(_ field: String, _ mass: Double, _ name: Text, _ other: Double) -> RecordProblem {
        let (much, little) = (mass.plainText(decimals: 1), other.plainText(decimals: 1))
        return RecordProblem(
            field,
            Text(
                zh: "\(much) kg是\(name.zh)\(little) kg的10倍以上：请核对小数点和单位",
                en: "\(much) kg is more than ten times \(name.en) of \(little) kg: check the decimal point and the unit"
            ))
    }
}
