import Facilities

/// The values of `day.mustache`: one day of a facility.
struct DayView {
    var words: Words
    var history: HistoryWords
    var head: HeadWords
    var title, look, dayShape, lookTitle, seen: String
    var backURL, beforeURL, before: String
    /// The address of the next day; nil if it has not begun.
    var afterURL: String?
    var after: String
    /// The sentence in place of everything else, if the day has no data; otherwise nil.
    var remark: String?
    var hasDay: Bool
    /// The lights of the hours; nil if they were not counted.
    var hoursSVG, hoursText: String?
    var facts: [PageFact]
    var gaps: [String]
    var hasGaps, isMeasured: Bool
    var rows: [LedgerRow]
    var hasRows: Bool
    /// The sentence that not all entries are listed; nil if all are.
    var cut: String?
    var trends: [PageLink]
    var otherURL: String

    /// - Parameters:
    ///   - data: the data of the day; nil for none.
    ///   - remark: why there are no data; nil if there are.
    init(_ detail: FacilityDetail, _ day: Day, _ data: DayData?, remark: Text?, _ time: PageTime) {
        let (status, language) = (detail.status, time.language)
        (words, history, head) = (.of(language), .of(language), .of(language))
        title = "\(status.name) · \(time.day(day, language))"
        let path = "/q/\(status.code)"
        func url(_ day: Day) -> String { "\(path)/day/\(day)" }
        (backURL, beforeURL, before, after) = (path, url(day + -1), "\(day + -1)", "\(day + 1)")
        afterURL = day < time.today ? url(day + 1) : nil
        otherURL = "\(url(day))?lang=\(words.otherTag)"
        self.remark = remark?[language]
        hasDay = data != nil
        let start = day.start(utcOffset: time.utcOffset)
        let passed = start..<max(start, min((day + 1).start(utcOffset: time.utcOffset), time.now - .minutes(2)))
        let marked = data.map {
            DayLook($0.counted, work: $0.work.length(in: passed), isByLedger: status.basis == .records)
        }
        let mark = marked ?? .empty
        (look, dayShape, lookTitle) = (mark.rawValue, mark.symbol, mark.title[language])
        let isToday = day == time.today
        seen = (data?.counted?.summary ?? DayLook.empty.title)[language] + (isToday ? history.soFar : "")
        if let row = data?.counted.flatMap({ HourRow($0) }) {
            hoursText = row.text(language)
            hoursSVG = row.svg(history.hours)
        }
        facts = data.map { Self.facts($0, time) } ?? []
        let devices = data?.devices ?? []
        isMeasured = !devices.isEmpty
        gaps = devices.filter { !$0.day.gaps.isEmpty }.map { $0.gaps(isAlone: devices.count == 1, time) }
        hasGaps = !gaps.isEmpty
        rows = (data?.entries ?? []).compactMap { LedgerRow($0, time: time) }
        hasRows = !rows.isEmpty
        let isCut = (data?.entries.count ?? 0) >= DayData.most
        cut = isCut ? history.cut : nil
        let hasTrends = isMeasured || !detail.readings.isEmpty
        trends = hasTrends ? TrendSpan.links(status.code, language) : []
    }

    private static func facts(_ data: DayData, _ time: PageTime) -> [PageFact] {
        let (words, language) = (HistoryWords.of(time.language), time.language)
        var facts: [PageFact] = []
        func hours(_ value: Double) -> String { "\(value.plainText(decimals: 1)) h" }
        if let running = data.counted?.running { facts.append(.init(name: words.running, value: hours(running))) }
        if let counted = data.counted { facts.append(.init(name: words.lights, value: counted.summary[language])) }
        if let coverage = data.counted?.coverage {
            facts.append(.init(name: words.coverage, value: "\(Int(coverage * 100))%"))
        }
        facts += (data.account?.devices ?? []).map { device in
            let share = device.expected > 0 ? "\(device.usable * 100 / device.expected)%" : "–"
            let text = Text(
                zh: "\(share)，有效\(device.validHours)/\(device.hours)小时",
                en: "\(share), \(device.validHours) of \(device.hours) hours valid")
            return .init(name: "\(device.device)", value: text[language])
        }
        return facts
    }
}

extension DeviceMinutes {
    /// Returns the gaps of the device: `p1：缺105分钟：维护 105分钟（03:15–05:00）`.
    fileprivate func gaps(isAlone: Bool, _ time: PageTime) -> String {
        let colon = time.language == .zh ? "：" : ": "
        return (isAlone ? "" : "\(device)\(colon)") + day.missing[time.language] + colon + day.reasons(time)
    }
}
