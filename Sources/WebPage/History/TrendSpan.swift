import Facilities

/// How far back a trend reaches, and how long each of its means is.
enum TrendSpan: String, CaseIterable {
    case day = "24h"
    case month = "30d"

    /// The interval of a point.
    var interval: Aggregate.Interval { self == .day ? .quarter : .day }
    var count: Int { self == .day ? 96 : DayStrip.days }
    private var step: Duration { .minutes(interval.minutes) }

    /// When the first interval begins and the last one ends. A quarter is shown when it is over and its last samples had time to come; a
    /// day from its beginning on.
    func time(_ time: PageTime) -> Range<Timestamp> {
        let open = interval.start(of: self == .day ? time.now - .minutes(2) : time.now, utcOffset: time.utcOffset)
        let end = self == .day ? open : open + step
        return end - .minutes(interval.minutes * count)..<end
    }

    var title: Text {
        self == .day ? Text(zh: "24小时趋势", en: "Trends of 24 hours") : Text(zh: "30天趋势", en: "Trends of 30 days")
    }

    /// What a point of a line is.
    var point: Text {
        self == .day ? Text(zh: "15分钟均值", en: "means of 15 minutes") : Text(zh: "日均值", en: "means of a day")
    }

    func link(_ code: Facility.Code, _ language: Language) -> FacilityView.Link {
        let query = self == .day ? "" : "?span=\(rawValue)"
        return .init(url: "/q/\(code)/trends\(query)", title: title[language])
    }

    /// Where labels of the time stand: full hours of a day in sixes, midnights of a month in fives.
    ///
    /// - Returns: the index of the interval that begins there, and what is written.
    func marks(_ time: PageTime) -> [(index: Int, text: String)] {
        let start = self.time(time).lowerBound
        return (1..<count).compactMap { index in
            let at = start + .minutes(interval.minutes * index)
            let text = at.onSite(time.utcOffset)
            guard self == .month else {
                guard at.secondsOfDay(utcOffset: time.utcOffset) % 21_600 == 0 else { return nil }
                let clock = String(text.dropFirst(11).prefix(5))
                return (index, clock == "00:00" ? String(text.dropFirst(5).prefix(5)) : clock)
            }
            return (count - 1 - index) % 7 == 0 && index < count - 1
                ? (index, String(text.dropFirst(5).prefix(5))) : nil
        }
    }
}
