public import Facilities

extension Evidence {
    /// What the facilities around a complaint showed, a line each. It names them by their codes, so that it is for the
    /// bureau and the operator, and not for the public.
    public var details: [Text] {
        let hours = (until - from).inHours
        let lines = facilities.flatMap { facility in
            (facility.lines ?? []).map { $0.sentence(of: facility.code, hours: hours) }
        }
        guard let more else { return lines }
        return lines + [
            Text(
                zh: "另有\(more)个相关设施未逐个列出",
                en: "\(more) more facilities that may have to do with it are only counted")
        ]
    }
}

extension Evidence.Line {
    /// Returns the sentence of a line.
    ///
    /// - Parameter hours: The length of the window before the complaint, in hours.
    func sentence(of code: Facility.Code, hours: Double) -> Text {
        if let text { return text }
        guard rule != Self.nothingJudged else {
            return Text(zh: "\(code)：相关项目无法判断", en: "\(code): nothing that may have to do with it is judged")
        }
        let who = place.map { "\(code)（\($0)）" } ?? "\(code)"
        let (window, what, extent) = (hours.plainText(decimals: 1), what, extent)
        return Text(
            zh: "投诉前\(window)小时内，\(who)\(what.zh)\(extent.zh)",
            en: "in the \(window) h before the complaint, \(who): \(what.en)\(extent.en)")
    }

    private var part: Relevance.Part? { Relevance.part(of: rule) }

    /// The subject of the line. A rule that cannot be judged is named, since there may be several at once.
    private var what: Text {
        let word = part?.word ?? Text(zh: rule, en: rule)
        guard level == .grey else { return word }
        return Text(zh: "“\(word.zh)”无法判断", en: "“\(word.en)” not to be judged")
    }

    /// The duration and the figures. An overdue step has been so for days, whatever the window.
    private var extent: Text {
        guard part?.isDuty != true else { return Text(zh: "", en: "") }
        let (long, figures) = (Duration.seconds(minutes * 60).words, figures)
        return Text(zh: long.zh + figures.zh, en: long.en + figures.en)
    }

    /// `（2.6 mg/m3，限值2 mg/m3）`
    private var figures: Text {
        guard let figure, let limit, let unit else { return Text(zh: "", en: "") }
        let symbol = unit == .one ? "" : " \(unit)"
        let (value, most) = ("\(figure.plainText(decimals: 2, beside: limit))\(symbol)", "\(limit.plainText)\(symbol)")
        return Text(zh: "（\(value)，限值\(most)）", en: " (\(value), limit \(most))")
    }
}

extension Duration {
    /// `35分钟`, ` for 2 h 5 min`.
    fileprivate var words: Text {
        let minutes = Int((inSeconds / 60).rounded())
        guard minutes > 0 else { return Text(zh: "不足1分钟", en: " for under a minute") }
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        guard hours > 0 else { return Text(zh: "\(rest)分钟", en: " for \(rest) min") }
        guard rest > 0 else { return Text(zh: "\(hours)小时", en: " for \(hours) h") }
        return Text(zh: "\(hours)小时\(rest)分钟", en: " for \(hours) h \(rest) min")
    }
}
