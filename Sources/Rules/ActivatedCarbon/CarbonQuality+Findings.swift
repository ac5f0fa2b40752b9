import Facilities

extension CarbonQuality {
    /// The worst that the iodine value, the looks and the weight say, and what the supplier claims.
    func findings(at now: Timestamp) -> [Finding] {
        let worst = lowIodine ?? suspicion ?? openIodine ?? (inspections.isEmpty ? neverInspected(at: now) : nil)
        return [worst, lowClaim].compactMap(\.self)
    }

    /// Whether the iodine value has a limit; there is none for fibre.
    private var judgesIodine: Bool { filling.form != .fibre }

    /// The tests by a method that compares with the limit, from the newest one that passed.
    private var failed: [Tested] {
        guard judgesIodine else { return [] }
        let compared = tests.filter(\.compares)
        let passed = compared.lastIndex { $0.value >= iodineLimit.value }
        return Array(compared.suffix(from: passed.map { $0 + 1 } ?? 0))
    }

    private var lowIodine: Finding? {
        // A later sample of used carbon does not cancel a finding about new carbon.
        if let low = failed.last(where: { isNew($0.at, $0.state) || $0.sampledBy == .authority }) { return tooLow(low) }
        return failed.last.map(spent)
    }

    private func tooLow(_ test: Tested) -> Finding {
        let (value, limit) = (test.value.plainText, iodineLimit.value.plainText)
        let isNew = isNew(test.at, test.state)
        let who = isNew ? Text(zh: "", en: "") : Text(zh: "主管部门取样：", en: "sampled by the authority: ")
        let text = Text(
            zh: "\(who.zh)碘值\(value) mg/g，低于\(limit) mg/g，应更换活性炭",
            en: "\(who.en)iodine value \(value) mg/g, below \(limit) mg/g: replace the carbon"
        )
        return Finding(
            rule: Self.id, level: .red, since: test.at, figure: test.value, limit: iodineLimit, text: text)
    }

    /// Returns the finding of a low value of carbon in use.
    private func spent(_ test: Tested) -> Finding {
        let (value, limit) = (test.value.plainText, iodineLimit.value.plainText)
        let text = Text(
            zh: "在用的炭碘值\(value) mg/g，新炭要求\(limit) mg/g：已用掉一部分，留意更换",
            en:
                "iodine value of the carbon in use \(value) mg/g, of new carbon \(limit) mg/g: part of it is used up, mind the replacement"
        )
        return Finding(
            rule: Self.id, level: .yellow, since: test.at, figure: test.value, limit: iodineLimit, text: text)
    }

    private var lowClaim: Finding? {
        guard judgesIodine, let claim = filling.claim, claim.value < iodineLimit.value, let since = filling.at else {
            return nil
        }
        let (value, limit) = (claim.value.plainText, iodineLimit.value.plainText)
        let compares = IodineMethod.isOfLimit(claim.method)
        let text = Text(
            zh: "供应商报告的碘值\(value) mg/g，低于\(limit) mg/g" + (compares ? "，应更换活性炭" : "（方法不同），建议送检"),
            en: "the supplier's iodine value \(value) mg/g is below \(limit) mg/g"
                + (compares ? ": replace the carbon" : " (by another method): have it tested")
        )
        return Finding(
            rule: Self.id, cause: "claim", level: compares ? .red : .yellow, since: since, figure: claim.value,
            limit: iodineLimit, text: text)
    }

    /// The newest test by a method that does not compare with the limit; nil where a newer one compares.
    private var other: Tested? { tests.last.flatMap { $0.compares ? nil : $0 } }

    private var suspicion: Finding? {
        let reasons = lookReasons + [otherIsLow].compactMap(\.self)
        let since = [inspections.last?.at, state.light.since].compactMap(\.self).max()
        guard !reasons.isEmpty, let since else { return nil }
        let (zh, en) = (reasons.map(\.zh).joined(separator: "；"), reasons.map(\.en).joined(separator: "; "))
        let text = Text(
            zh: "\(zh)。建议抽样按GB/T 7702.7测碘值", en: "\(en): have its iodine value tested by GB/T 7702.7")
        return Finding(
            rule: Self.id, level: .yellow, since: since, figure: other?.value, limit: iodineLimit, text: text)
    }

    /// The reasons that the looks give: one bad look, or two doubtful ones. The extra test of decolouring counts like a
    /// look.
    private var lookReasons: [Text] {
        let heavy = [tooDense, tooLight].compactMap(\.self)
        guard let newest = inspections.last else { return heavy }
        let looks = newest.inspection.looks + [newest.inspection.decolouringGrade].compactMap(\.self)
        guard looks.contains(.bad) || looks.filter({ $0 == .doubtful }).count >= 2 else { return heavy }
        // Used carbon is heavier and bubbles less because of what it adsorbed.
        let looksLike =
            if isNew(newest.at, newest.inspection.state) {
                Text(zh: "“四看”外观可疑", en: "the carbon looks doubtful")
            } else {
                Text(zh: "在用的炭看上去快饱和了，留意更换", en: "the carbon in use looks nearly saturated, mind the replacement")
            }
        return [looksLike] + heavy
    }

    private var tooDense: Text? {
        guard let newest = inspections.last, isNew(newest.at, newest.inspection.state),
            let found = newest.inspection.bulkDensity, found > density.value
        else { return nil }
        let (value, limit) = (found.plainText(decimals: 0, beside: density.value), density.value.plainText)
        return Text(
            zh: "看重量：堆积密度\(value) kg/m³，大于\(limit) kg/m³",
            en: "weight: bulk density \(value) kg/m³, above \(limit) kg/m³")
    }

    private var tooLight: Text? {
        guard state.light.since != nil, let weight = state.light.figure, let filled = filling.mass else {
            return nil
        }
        let (share, mass) = (weightShare.value.plainText, filled.plainText(decimals: 1))
        let value = weight.plainText(decimals: 0, beside: filled * weightShare.value / 100)
        return Text(
            zh: "看重量：称重\(value) kg，不足装填量\(mass) kg的\(share)%",
            en: "weight: \(value) kg on the load cell, under \(share) % of the \(mass) kg filled in")
    }

    private var otherIsLow: Text? {
        guard judgesIodine, let other, isNew(other.at, other.state), other.value < iodineLimit.value else { return nil }
        return otherText(other)
    }

    /// The finding that no test compares with the limit, while none is bad either.
    private var openIodine: Finding? {
        guard judgesIodine, !tests.contains(where: \.compares), let other else { return nil }
        return Finding(
            rule: Self.id, level: .grey, since: other.at, figure: other.value, limit: iodineLimit,
            text: otherText(other))
    }

    private func otherText(_ other: Tested) -> Text {
        let (value, limit) = (other.value.plainText, iodineLimit.value.plainText)
        let method = other.method?.title ?? Text(zh: "", en: "")
        return Text(
            zh: "碘值\(value) mg/g（\(method.zh)）与限值\(limit) mg/g（GB/T 7702.7）方法不同，不能比较",
            en:
                "iodine value \(value) mg/g (\(method.en)) does not compare with the limit of \(limit) mg/g (GB/T 7702.7)"
        )
    }

    func missingRecord(in finding: Finding) -> Text? {
        guard finding.cause.isEmpty else { return nil }
        return if finding.figure == nil {
            Text(zh: "“四看一测”记录", en: "an inspection on record")
        } else {
            Text(zh: "可比较的碘值", en: "an iodine value that compares with the limit")
        }
    }

    /// Whether the begin of a finding is the filling: carbon that was never inspected has been so since then.
    func isDated(_ finding: Finding) -> Bool {
        finding.cause.isEmpty && finding.level == .grey && finding.figure == nil && filling.begun != nil
    }

    private func neverInspected(at now: Timestamp) -> Finding {
        let text = Text(zh: "尚未“四看一测”，无法判断活性炭质量", en: "never inspected: the carbon cannot be judged")
        let since = min(now, filling.begun ?? now)
        return Finding(rule: Self.id, level: .grey, since: since, limit: iodineLimit, text: text)
    }
}
