import Facilities

extension CarbonQuality {
    /// The worst that the iodine value, the looks and the weight say.
    func finding(at now: Timestamp) -> Finding? {
        let (low, doubtful) = (lowIodine, suspicion)
        return low ?? doubtful ?? openIodine ?? (state.since == nil ? neverInspected(at: now) : nil)
    }

    /// There is no limit for fibre.
    private var judgesIodine: Bool { filling.form != .fibre }

    private var lowIodine: Finding? {
        guard judgesIodine, let since = state.since, let iodine = state.iodine, iodine < iodineLimit.value else {
            return nil
        }
        let (value, limit) = (iodine.plainText, iodineLimit.value.plainText)
        let text = Text(
            zh: "碘值\(value) mg/g，低于\(limit) mg/g，应更换活性炭",
            en: "iodine value \(value) mg/g, below \(limit) mg/g: replace the carbon"
        )
        return Finding(rule: Self.id, level: .red, since: since, figure: iodine, limit: iodineLimit, text: text)
    }

    private var suspicion: Finding? {
        let reasons = lookReasons + [otherIsLow].compactMap(\.self)
        let since = [state.since, state.light.since].compactMap(\.self).max()
        guard !reasons.isEmpty, let since else { return nil }
        let (zh, en) = (reasons.map(\.zh).joined(separator: "；"), reasons.map(\.en).joined(separator: "; "))
        let text = Text(
            zh: "\(zh)。建议抽样按GB/T 7702.7测碘值", en: "\(en): have its iodine value tested by GB/T 7702.7")
        return Finding(
            rule: Self.id, level: .yellow, since: since, figure: state.other?.value, limit: iodineLimit, text: text)
    }

    /// One bad look, or two doubtful ones.
    private var lookReasons: [Text] {
        let heavy = [tooDense, tooLight].compactMap(\.self)
        let looks = state.inspection?.looks ?? []
        let isDoubtful = looks.contains(.bad) || looks.filter { $0 == .doubtful }.count >= 2
        return (isDoubtful ? [Text(zh: "“四看”外观可疑", en: "the carbon looks doubtful")] : []) + heavy
    }

    private var tooDense: Text? {
        guard let found = state.inspection?.bulkDensity, found > density.value else { return nil }
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
        guard judgesIodine, let other = state.other, other.value < iodineLimit.value else { return nil }
        return otherText(other)
    }

    /// Nothing against it, and nothing that compares with the limit either.
    private var openIodine: Finding? {
        guard judgesIodine, state.iodine == nil, let other = state.other, let since = state.since else { return nil }
        return Finding(
            rule: Self.id, level: .grey, since: since, figure: other.value, limit: iodineLimit, text: otherText(other))
    }

    private func otherText(_ other: OtherIodine) -> Text {
        let (value, limit) = (other.value.plainText, iodineLimit.value.plainText)
        return Text(
            zh: "碘值\(value) mg/g（\(other.method.title.zh)）与限值\(limit) mg/g（GB/T 7702.7）方法不同，不能比较",
            en:
                "iodine value \(value) mg/g (\(other.method.title.en)) does not compare with the limit of \(limit) mg/g (GB/T 7702.7)"
        )
    }

    private func neverInspected(at now: Timestamp) -> Finding {
        let text = Text(zh: "尚未“四看一测”，无法判断活性炭质量", en: "never inspected: the carbon cannot be judged")
        return Finding(rule: Self.id, level: .grey, since: now, limit: iodineLimit, text: text)
    }
}
