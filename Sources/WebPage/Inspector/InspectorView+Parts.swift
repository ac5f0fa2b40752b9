import Facilities

extension InspectorView {
    /// A finding of the month with its evidence.
    struct Found {
        var entered: String
        var row: FindingRow
    }

    /// The evidence of a complaint.
    struct ProofRow {
        var proofTime, proofTitle: String
        var proofLines, figures: [String]
    }

    /// A suspicion with its curves.
    struct DoubtRow {
        var doubtTime, doubtKind, doubtText: String
        var curves: [CurveView]
        /// The reason why there are no curves; nil if there are.
        var noCurve: String?
        /// The address of the day, if the curves are not drawn here; otherwise nil.
        var dayURL: String?
        /// The figure that was seen and the threshold.
        var doubtBasis: String
    }

    struct CurveView {
        var drawing, curveTitle: String
    }

    struct VisitRow {
        var visitTime, visitResult: String
        var visitLines: [String]
    }

    /// The newest check of the journal.
    struct CheckView {
        var state: String
        var isGood, isBad: Bool
        var checkLines, faults: [String]
        var failure: String?
    }
}

extension InspectorView.ProofRow {
    init(_ proof: Inspection.Proof, time: PageTime) {
        let language = time.language
        proofTime = time.short(proof.time)
        proofTitle =
            Text(
                zh: "投诉 \(proof.evidence.complaint)：\(proof.evidence.summary.zh)",
                en: "complaint \(proof.evidence.complaint): \(proof.evidence.summary.en)")[language]
        proofLines = proof.lines.map { $0[language] }
        let window = "\(time.short(proof.evidence.from)) – \(time.short(proof.evidence.until))"
        let means = proof.evidence.facilities.flatMap { facility in
            facility.readings.map { figure in
                let (mean, most) = (
                    Measure(figure.mean, figure.unit).pageText, Measure(figure.maximum, figure.unit).pageText
                )
                return Text(
                    zh: "\(facility.code) \(figure.quantity.title.zh)：平均 \(mean)，最大 \(most)",
                    en: "\(facility.code) \(figure.quantity.title.en): mean \(mean), highest \(most)")[language]
            }
        }
        figures = [window] + means
    }
}

extension InspectorView.DoubtRow {
    /// - Parameter place: the index among the suspicions of the month, newest first.
    init(_ doubt: Inspection.Doubt, at place: Int, of code: Facility.Code, time: PageTime) {
        let (suspicion, language) = (doubt.suspicion, time.language)
        doubtTime = "\(time.short(suspicion.from)) – \(time.short(suspicion.until))"
        (doubtKind, doubtText) = (suspicion.kind.title[language], suspicion.text[language])
        curves = []
        if suspicion.from <= suspicion.until {
            curves = doubt.curves.compactMap { InspectorView.CurveView($0, suspicion, time) }
        }
        if curves.isEmpty, place < Inspection.drawn {
            noCurve = InspectorWords.of(language).noCurve
        } else if curves.isEmpty {
            noCurve = InspectorWords.of(language).notDrawn
            dayURL = "/q/\(code)/day/\(suspicion.from.day(utcOffset: time.utcOffset))"
        }
        let (figure, limit) = (
            Measure(suspicion.figure, suspicion.unit).pageText, Measure(suspicion.limit, suspicion.unit).pageText
        )
        doubtBasis =
            Text(
                zh: "规则 \(suspicion.rule)：看到 \(figure)，界限 \(limit)（本程序默认或现场设定）",
                en: "rule \(suspicion.rule): seen \(figure), threshold \(limit) (our own default, or the site's)")[
                language]
    }
}

extension InspectorView.CurveView {
    init?(_ curve: Inspection.Curve, _ suspicion: Suspicion, _ time: PageTime) {
        let language = time.language
        let values = curve.points.map(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let (least, most) = (Measure(low, curve.unit).pageText, Measure(high, curve.unit).pageText)
        let name = "\(curve.channel.quantity.title[language]) · \(curve.channel.device)"
        curveTitle =
            Text(
                zh: "\(name)：\(curve.minutes)分钟均值，最低 \(least)，最高 \(most)；底色为所看时段",
                en: "\(name): means of \(curve.minutes) min, lowest \(least), highest \(most); shaded: the window")[
                language]
        let line = SuspicionCurve(
            points: curve.points, step: .minutes(curve.minutes), window: suspicion.from...suspicion.until)
        guard let svg = line.svg(label: curveTitle) else { return nil }
        drawing = svg
    }
}

extension InspectorView.VisitRow {
    /// - Parameter isWhole: whether the reader is an inspector. Other readers do not see the inspector's name and
    ///   text.
    init(_ kept: KeptEntry, _ record: Record, _ visit: Visit, isWhole: Bool, time: PageTime) {
        let language = time.language
        visitTime = time.short(record.at)
        visitResult = visit.result.title[language]
        let order = visit.deadline.map { deadline in
            let day = deadline.day(utcOffset: time.utcOffset)
            return Text(zh: "整改期限 \(day)", en: "to be put right by \(day)")[language]
        }
        let parts = Visit.Part.allCases.filter(visit.parts.contains).map { $0.title[language] }
        let about = visit.rule.map {
            Text(zh: "针对：\(Finding.subject(of: $0).zh)", en: "about: \(Finding.subject(of: $0).en)")[language]
        }
        let words = isWhole ? [visit.text, record.by] : []
        visitLines = ([order, parts.joined(separator: language == .zh ? "、" : ", "), about] + words).compactMap(\.self)
    }
}

extension InspectorView.CheckView {
    init(_ check: JournalCheckState, time: PageTime) {
        let language = time.language
        failure = check.isRunning ? nil : check.failure?[language]
        guard let result = check.result else {
            (state, isGood, isBad, checkLines, faults) = ("", false, false, [], [])
            return
        }
        (isGood, isBad) = (result.isWhole, !result.isWhole)
        let (when, seconds) = (time.short(result.at), result.seconds.plainText(decimals: 1))
        let verdict = result.isWhole ? Text(zh: "完好", en: "whole") : Text(zh: "发现问题", en: "faults found")
        let sentence = Text(
            zh: "\(verdict.zh)：核对台账\(result.entries)条，\(when)，用时\(seconds)秒",
            en: "\(verdict.en): \(result.entries) entries checked, \(when), in \(seconds) s")
        state = sentence[language]
        checkLines = result.lines[language].split(separator: "\n").map(String.init)
        faults = result.faults.map { $0[language] }
    }
}
