public import Facilities

/// 苏环办〔2021〕218号: the ledger tells of each replacement and of where the spent carbon goes, which is hazardous waste
/// HW49 900-039-49. Spent carbon is the carbon that was filled in and what it has adsorbed: it cannot weigh less. 5 % are
/// left for weighing and drying (our own); less than that is red, since hazardous waste is missing. A second record of
/// the same day completes the first, and a transfer of that day or later supplies manifest and waste code. A manifest
/// has 14 digits (from memory), which is only a warning.
public struct CarbonRecord: Rule {
    public static let id = "carbon.record"
    public static let colour = RuleClass.duty
    public static let judges = Text(
        zh: "更换记录是否完整，废炭重量是否合理", en: "whether the record of the replacement is complete, and its masses add up"
    )

    public struct State: Codable, Hashable, Sendable {
        var ledger = ReplacementLedger()
    }

    public var state = State()
    private let configured: ReplacementLedger.Filled?
    private let tolerance: Limit
    private let digits: Limit
    private let fields: Limit
    private let utcOffset: Int

    private static let wasteCode = "900-039-49"

    public init(_ settings: CarbonSettings, of facility: Facility) {
        utcOffset = facility.utcOffset
        configured = ReplacementLedger.Filled(settings, utcOffset: facility.utcOffset)
        tolerance = facility.limit(.ownDefault("spentTolerance", 5, .percent, in: 0...50, looser: .above))
        digits = facility.limit(
            Limit("manifestDigits", 14, .one, in: 1...40, source: "《危险废物转移管理办法》", verified: false))
        fields = Limit("missingFields", 0, .one, in: 0...20, looser: .above, source: "苏环办〔2021〕218号", verified: false)
    }

    public var limits: [Limit] { [tolerance, digits] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record { state.ledger.take(record, configured, utcOffset: utcOffset) }
        guard let replacement = state.ledger.replacement, let at = state.ledger.at else { return Verdict() }
        let findings = [incomplete(replacement, at), tooLittle(replacement, at), misnumbered(replacement, at)]
        return Verdict(findings.compactMap(\.self), next: next(replacement, at))
    }

    private func missing(_ replacement: CarbonReplacement) -> [Text] {
        let fields = [
            (replacement.form == nil, Text(zh: "活性炭类型", en: "form of the carbon")),
            (replacement.batch.isBlank, Text(zh: "批号", en: "batch")),
            (replacement.iodineReport.isBlank, Text(zh: "碘值报告编号", en: "iodine report")),
            (replacement.spentMass == nil, Text(zh: "废炭重量", en: "mass of the spent carbon")),
        ]
        return fields.filter(\.0).map(\.1) + missingOfWaste(replacement)
    }

    /// Where nothing was taken out there is no waste.
    private func missingOfWaste(_ replacement: CarbonReplacement) -> [Text] {
        guard replacement.spentMass != 0 else { return [] }
        let transfer = state.ledger.transfer(utcOffset: utcOffset)
        let code = [replacement.wasteCode, transfer?.wasteCode].contains { $0?.contains(Self.wasteCode) ?? false }
        let fields = [
            (!code, Text(zh: "危废代码HW49 \(Self.wasteCode)", en: "waste code HW49 \(Self.wasteCode)")),
            (replacement.manifest.isBlank && transfer == nil, Self.manifest),
        ]
        return fields.filter(\.0).map(\.1)
    }

    private static let manifest = Text(zh: "危废转移联单号", en: "manifest number")

    private func incomplete(_ replacement: CarbonReplacement, _ at: Timestamp) -> Finding? {
        let missing = missing(replacement)
        guard !missing.isEmpty else { return nil }
        let day = at.day(utcOffset: utcOffset)
        let (zh, en) = (missing.map(\.zh).joined(separator: "、"), missing.map(\.en).joined(separator: ", "))
        let text = Text(zh: "\(day)的更换记录缺少：\(zh)", en: "the replacement of \(day) is on record without: \(en)")
        return Finding(
            rule: Self.id, level: .yellow, since: at, figure: Double(missing.count), limit: fields, text: text)
    }

    private func tooLittle(_ replacement: CarbonReplacement, _ at: Timestamp) -> Finding? {
        guard let spent = replacement.spentMass, spent > 0, let before = state.ledger.before(configured) else {
            return nil
        }
        let least = before.mass * (1 - tolerance.value / 100)
        guard spent < least else { return nil }
        let limit = Limit("spentMass", least, .kilogram, source: "废炭量＝装填量＋吸附量 mass closure", verified: false)
        let (out, filled) = (spent.plainText(decimals: 1, beside: least), before.mass.plainText(decimals: 1))
        let margin = tolerance.value.plainText
        let text = Text(
            zh: "取出废炭\(out) kg，少于原装填量\(filled) kg（允差\(margin)%）；废炭量应为装填量加吸附量",
            en:
                "\(out) kg of spent carbon taken out, less than the \(filled) kg filled in (by more than \(margin) %): it should be that and what was adsorbed"
        )
        return Finding(
            rule: Self.id, cause: "mass", level: .red, since: at, figure: spent, limit: limit, text: text)
    }

    private func misnumbered(_ replacement: CarbonReplacement, _ at: Timestamp) -> Finding? {
        let numbers = [replacement.manifest, state.ledger.transfer(utcOffset: utcOffset)?.manifest]
        let wrong = numbers.compactMap(\.self).first { !$0.isBlank && !isManifest($0) }
        guard let wrong else { return nil }
        let digits = digits.value.plainText
        let text = Text(
            zh: "联单号“\(wrong)”不是\(digits)位数字，请核对",
            en: "the manifest number \(wrong) is not one of \(digits) digits: check it")
        return Finding(
            rule: Self.id, cause: "manifest", level: .yellow, since: at, figure: Double(wrong.count),
            limit: self.digits, text: text
        )
    }

    private func isManifest(_ number: String) -> Bool {
        number.count == digits.whole && number.allSatisfy { ("0"..."9").contains($0) }
    }

    /// A manifest alone is what the store's time is for: `carbon.waste` says by when.
    private func next(_ replacement: CarbonReplacement, _ at: Timestamp) -> NextStep? {
        let isDue = missing(replacement).contains { $0 != Self.manifest } || tooLittle(replacement, at) != nil
        return isDue ? NextStep(.completeRecord, due: at.day(utcOffset: utcOffset)) : nil
    }
}

extension String? {
    fileprivate var isBlank: Bool { self?.isBlank ?? true }
}

extension String {
    /// Whether somebody wrote nothing but spaces.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
