import Facilities

extension AdsorberDiagnosis.Cause {
    fileprivate var may: Text {
        switch self {
        case .bypass:
            Text(zh: "废气可能走旁路，或炭层破损", en: "the air may take a bypass, or pass a hole in the bed")
        case .slowFan:
            Text(
                zh: "风机可能变慢（频率、皮带），或风阀关小",
                en: "the fan may turn slower (frequency, belt), or a damper be closed further")
        case .noAir:
            Text(zh: "风机不送风，可能皮带断裂或风阀关闭", en: "the fan moves no air: its belt may be torn, or a damper shut")
        case .hoses: Text(zh: "取压管脱落、接反", en: "the hoses of the sensor are off or reversed")
        case .clogged: Text(zh: "吸附箱可能堵塞", en: "the adsorber may be clogged")
        case .tooMuchAir: Text(zh: "风量过大", en: "too much air")
        case .thin:
            Text(zh: "炭层可能装填偏薄，或旁路未关严", en: "the bed may be thin, or the bypass not quite shut")
        }
    }

    fileprivate var action: NextStep.Action {
        switch self {
        case .bypass: .closeBypass
        case .slowFan, .noAir, .tooMuchAir: .checkAirVolume
        case .hoses: .checkSensors
        case .clogged, .thin: .checkAdsorber
        }
    }
}

extension AdsorberDiagnosis {
    /// The causes that remain possible, in words.
    var cause: Text {
        let words = causes.map(\.may)
        return Text(zh: words.map(\.zh).joined(separator: "；或"), en: words.map(\.en).joined(separator: "; or "))
    }

    /// The action against the gravest of the causes.
    var action: NextStep.Action { causes.first?.action ?? .checkAdsorber }

    /// Returns what air volume and current show beside the pressure drop, as the continuation of a sentence:
    /// `，风量由8000升到9100 m³/h，电流未降`. It is empty where neither is measured.
    ///
    /// - Parameter side: The side to which a cause would move them.
    func beside(_ side: LimitSide) -> Text {
        [flow, current(side)].compactMap(\.self).reduce(Text(zh: "", en: "")) { all, one in
            Text(zh: "\(all.zh)，\(one.zh)", en: "\(all.en), \(one.en)")
        }
    }

    private var flow: Text? {
        guard let now = now.fan.flow else { return nil }
        return Self.move(
            Text(zh: "风量", en: "air volume"), "m³/h", before?.fan.flow?.plainText(decimals: 0),
            now.plainText(decimals: 0), isHigher: now > before?.fan.flow ?? now)
    }

    private func current(_ side: LimitSide) -> Text? {
        guard let now = now.fan.current else { return nil }
        if let before = before?.fan.current, before > 0 {
            let ratio = (now / before).settled
            if side == .below, !AdsorberChange.isLower(ratio) { return Text(zh: "电流未降", en: "current not lower") }
            if side == .above, !AdsorberChange.isHigher(ratio) { return Text(zh: "电流未升", en: "current not higher") }
        }
        return Self.move(
            Text(zh: "电流", en: "current"), "A", before?.fan.current?.plainText(decimals: 1),
            now.plainText(decimals: 1), isHigher: now > before?.fan.current ?? now)
    }

    private static func move(_ what: Text, _ unit: String, _ before: String?, _ now: String, isHigher: Bool) -> Text {
        guard let before, before != now else {
            return Text(zh: "\(what.zh)\(now) \(unit)", en: "\(what.en) \(now) \(unit)")
        }
        return Text(
            zh: "\(what.zh)由\(before)\(isHigher ? "升" : "降")到\(now) \(unit)",
            en: "\(what.en) \(isHigher ? "up" : "down") from \(before) to \(now) \(unit)")
    }
}
