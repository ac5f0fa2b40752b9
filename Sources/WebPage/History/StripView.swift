import Facilities

/// A strip of the last 30 days on the page of a facility.
struct StripView {
    var stripTitle, stripText: String
    /// The strip as SVG; nil if nothing is known of any day, which a sentence says better than thirty empty cells.
    var stripSVG: String?
    /// The links to the trends; empty if nothing is measured.
    var trends: [PageLink]
    var hasTrends: Bool

    init(_ strip: DayStrip, title: Text, text: Text, trends: [PageLink] = [], _ language: Language) {
        (stripTitle, stripText) = (title[language], text[language])
        stripSVG = strip.cells.allSatisfy(\.isEmpty) ? nil : strip.svg
        self.trends = trends
        hasTrends = !trends.isEmpty
    }
}

extension StripView {
    /// Makes the strip of lights; nil for complaint points, which have no light.
    ///
    /// - Parameter history: nil if the journal cannot be read. Then there is no strip, rather than an empty one.
    init?(_ status: Status, _ history: FacilityHistory?, isMeasured: Bool, time: PageTime) {
        guard status.kind != .complaintPoint, let history else { return nil }
        let looks = DayStrip.looks(history, isByLedger: status.basis == .records, time)
        let language = time.language
        self.init(
            DayStrip(looks, history, of: status.code, time),
            title: Text(zh: "近30天", en: "The last 30 days"), text: Self.counts(looks.map { $0.look }),
            trends: isMeasured ? TrendSpan.links(status.code, language) : [], language)
    }

    /// Returns the number of days of each look: `正常20天，没有数据10天；今天还没有结束`.
    static func counts(_ looks: [DayLook]) -> Text {
        guard looks.contains(where: { $0 != .empty }) else {
            return Text(zh: "近30天没有数据。", en: "There are no data of the last 30 days.")
        }
        let order: [DayLook] = [.red, .yellow, .grey, .work, .empty, .green]
        let parts = order.compactMap { look -> Text? in
            let count = looks.filter { $0 == look }.count
            guard count > 0 else { return nil }
            let title = look.title
            return Text(
                zh: "\(look.symbol) \(title.zh)\(count)天", en: "\(look.symbol) \(title.en.lowercased()): \(count) d")
        }
        return Text(
            zh: parts.map(\.zh).joined(separator: "，") + "；今天还没有结束。点一天看当天。",
            en: parts.map(\.en).joined(separator: ", ") + "; today is not over. Tap a day for its page.")
    }
}

extension PageSource {
    /// Returns the strips of the page of a facility.
    func strips(of detail: FacilityDetail, _ time: PageTime) async -> [StripView] {
        guard detail.status.kind != .complaintPoint else { return [] }
        // Announced work lasts for a week at most.
        let since = DayStrip.range(time.today).lowerBound + -7
        let history = await history(of: detail.status.code, since: since)
        return [
            StripView(detail.status, history, isMeasured: !detail.readings.isEmpty, time: time),
            StripView(gradesOf: detail.status, history, time: time),
        ].compactMap(\.self)
    }
}

extension DayStrip {
    /// Returns the look of each of the last 30 days, oldest first.
    static func looks(
        _ history: FacilityHistory, isByLedger: Bool, _ time: PageTime
    ) -> [(day: Day, look: DayLook)] {
        let range = range(time.today)
        return (0..<days).map { offset in
            let day = range.lowerBound + offset
            let (start, end) = (day.start(utcOffset: time.utcOffset), (day + 1).start(utcOffset: time.utcOffset))
            let work = history.work.length(in: start..<max(start, min(end, time.now)))
            return (day, DayLook(history.counted(day), work: work, isByLedger: isByLedger))
        }
    }

    init(_ looks: [(day: Day, look: DayLook)], _ history: FacilityHistory, of code: Facility.Code, _ time: PageTime) {
        self.init(cells: [])
        cells = looks.map { day, look in
            let summary = history.counted(day)?.summary
            let isToday = day == time.today
            let parts = [
                time.day(day, time.language) + (isToday ? Text(zh: "（今天）", en: " (today)")[time.language] : ""),
                look.title[time.language], summary?[time.language],
            ]
            return Cell(
                day: day, look: look.rawValue, symbol: look.symbol,
                label: parts.compactMap(\.self).joined(separator: time.language == .zh ? "：" : ": "),
                url: "/q/\(code)/day/\(day)", isToday: isToday, isEmpty: look == .empty)
        }
    }
}
