import Facilities

/// The length of a trend, and of each of its means.
enum TrendSpan: String, CaseIterable {
    case day = "24h"
    case month = "30d"

    /// The interval of each mean.
    var interval: Aggregate.Interval { self == .day ? .quarter : .day }
    var count: Int { self == .day ? 96 : DayStrip.days }
    private var step: Duration { .minutes(interval.minutes) }

    /// Returns the time from the beginning of the first interval to the end of the last one. A quarter of an hour
    /// is shown when it is over and its last samples have had time to arrive; a day from its beginning.
    func time(_ time: PageTime) -> Range<Timestamp> {
        let open = interval.start(of: self == .day ? time.now - .minutes(2) : time.now, utcOffset: time.utcOffset)
        let end = self == .day ? open : open + step
        return end - .minutes(interval.minutes * count)..<end
    }

    var title: Text {
        self == .day ? Text(zh: "24小时趋势", en: "Trends of 24 hours") : Text(zh: "30天趋势", en: "Trends of 30 days")
    }

    /// The meaning of a point, in words.
    var point: Text {
        self == .day ? Text(zh: "15分钟均值", en: "means of 15 minutes") : Text(zh: "日均值", en: "means of a day")
    }

    /// Returns the link to the trends of a facility.
    func link(_ code: Facility.Code, _ language: Language) -> PageLink {
        let query = self == .day ? "" : "?span=\(rawValue)"
        return .init(url: "/q/\(code)/trends\(query)", title: title[language])
    }

    /// Returns the links to all trends of a facility.
    static func links(_ code: Facility.Code, _ language: Language) -> [PageLink] {
        allCases.map { $0.link(code, language) }
    }

    /// Returns the labels of the time axis: every six hours of a day, every seven days of a month.
    ///
    /// - Returns: the index of the interval that begins there, and its label.
    func marks(_ time: PageTime) -> [(index: Int, text: String)] {
        let start = self.time(time).lowerBound
        return (1..<count).compactMap { index in
            let at = start + .minutes(interval.minutes * index)
            return label(at, index, time).map { (index, $0) }
        }
    }

    /// Returns the label of an interval that begins at a time; nil for most intervals.
    private func label(_ at: Timestamp, _ index: Int, _ time: PageTime) -> String? {
        let text = at.onSite(time.utcOffset)
        let (day, clock) = (String(text.dropFirst(5).prefix(5)), String(text.dropFirst(11).prefix(5)))
        switch self {
        case .day:
            guard at.secondsOfDay(utcOffset: time.utcOffset) % 21_600 == 0 else { return nil }
            return clock == "00:00" ? day : clock
        case .month:
            let isLabelled = (count - 1 - index) % 7 == 0 && index < count - 1
            return isLabelled ? day : nil
        }
    }
}
