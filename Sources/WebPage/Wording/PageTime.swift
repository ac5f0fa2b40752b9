import Facilities

/// Writes times in the local time of the site and in the reader's language.
struct PageTime {
    /// The time of the request.
    var now: Timestamp
    /// The offset of local clocks from UTC, in seconds; positive ahead of it.
    var utcOffset: Int
    var language: Language

    var today: Day { now.day(utcOffset: utcOffset) }

    /// The Sunday of this week.
    var endOfWeek: Day {
        // Day 0 was a Thursday.
        let sinceMonday = ((today.number + 3) % 7 + 7) % 7
        return today + Int(6 - sinceMonday)
    }

    /// Returns the same time for a reader of another language.
    func `in`(_ language: Language) -> PageTime {
        PageTime(now: now, utcOffset: utcOffset, language: language)
    }

    /// Returns day and time, or only the time for today: `2026-11-24 10:31`, `10:31`.
    func short(_ time: Timestamp) -> String {
        let day = time.day(utcOffset: utcOffset)
        let minutes = Int(time.secondsOfDay(utcOffset: utcOffset) / 60)
        let padding = minutes % 60 < 10 ? "0" : ""
        let clock = "\(minutes / 60):\(padding)\(minutes % 60)"
        return day == now.day(utcOffset: utcOffset) ? clock : "\(day) \(clock)"
    }

    /// Returns the time to the second, with the day if it is not today: `10:31:05`.
    func second(_ time: Timestamp) -> String {
        let text = time.onSite(utcOffset)
        return time.day(utcOffset: utcOffset) == now.day(utcOffset: utcOffset) ? String(text.suffix(8)) : text
    }

    /// Returns month, day and time, also for today: `11-24 10:31`.
    func full(_ time: Timestamp) -> String {
        let text = time.onSite(utcOffset: utcOffset)
        return "\(text.dropFirst(5).prefix(5)) \(text.suffix(5))"
    }

    /// Returns a deadline as a person says it: `今天20:05`, `明天20:05`, `12月3日`.
    func deadline(_ time: Timestamp, _ language: Language) -> String {
        let clock = time.onSite(utcOffset: utcOffset).suffix(5)
        let day = time.day(utcOffset: utcOffset)
        return switch day.number - now.day(utcOffset: utcOffset).number {
        case 0: Text(zh: "今天\(clock)", en: "today \(clock)")[language]
        case 1: Text(zh: "明天\(clock)", en: "tomorrow \(clock)")[language]
        default: self.day(day, language)
        }
    }

    /// Returns a day, with the year if it is not the present one: `12月3日`, `3 December`.
    func day(_ day: Day, _ language: Language) -> String {
        let parts = day.description.split(separator: "-").compactMap { Int($0) }
        let isThisYear = day.description.prefix(4) == now.day(utcOffset: utcOffset).description.prefix(4)
        guard parts.count == 3 else { return day.description }
        let short = Text(zh: "\(parts[1])月\(parts[2])日", en: "\(parts[2]) \(Self.months[parts[1] - 1])")
        if isThisYear { return short[language] }
        return Text(zh: "\(parts[0])年\(short.zh)", en: "\(short.en) \(parts[0])")[language]
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Returns the number of days that have begun since a time: 0 for today.
    func days(since time: Timestamp) -> Int {
        Int(now.day(utcOffset: utcOffset).number - time.day(utcOffset: utcOffset).number)
    }

    /// Returns since when something is true, and for how many days: `2026-10-28 起 · 29 天`, or `10:31 起` for today.
    func since(_ time: Timestamp) -> String {
        let (days, shown) = (days(since: time), short(time))
        guard days > 0 else { return language == .zh ? "\(shown) 起" : "since \(shown)" }
        let day = time.day(utcOffset: utcOffset)
        return language == .zh ? "\(day) 起 · \(days) 天" : "since \(day) · \(days) d"
    }

    /// Returns the age of a time in its largest whole unit: `5 分钟前`.
    func age(of time: Timestamp) -> String {
        let seconds = Int(max(0, (now - time).milliseconds / 1000))
        let (amount, unit): (Int, Text) =
            switch seconds {
            case ..<60: (seconds, Text(zh: "秒前", en: "s ago"))
            case ..<3600: (seconds / 60, Text(zh: "分钟前", en: "min ago"))
            case ..<86_400: (seconds / 3600, Text(zh: "小时前", en: "h ago"))
            default: (seconds / 86_400, Text(zh: "天前", en: "d ago"))
            }
        return "\(amount) \(unit[language])"
    }

    /// Returns the distance of a day from today: `3 天后`, `today`, `overdue by 2 d`.
    func distance(to day: Day) -> String {
        let days = day.number - now.day(utcOffset: utcOffset).number
        return switch days {
        case 0: Text(zh: "今天", en: "today")[language]
        case 1...: Text(zh: "\(days) 天后", en: "in \(days) d")[language]
        default: Text(zh: "已逾期 \(-days) 天", en: "overdue by \(-days) d")[language]
        }
    }
}
