import Facilities

/// Writes times as a reader on site would, by the clock on the wall there.
struct PageTime {
    var now: Timestamp
    /// How far local clocks are ahead of UTC, in seconds.
    var utcOffset: Int
    var language: Language

    /// `2026-11-24 10:31`, or only the clock where it is of today.
    func short(_ time: Timestamp) -> String {
        let day = time.day(utcOffset: utcOffset)
        let minutes = Int(time.secondsOfDay(utcOffset: utcOffset) / 60)
        let clock = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        return day == now.day(utcOffset: utcOffset) ? clock : "\(day) \(clock)"
    }

    /// How long ago, in its largest whole unit.
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

    /// How far a day is from today: `3 天后`, `today`, `overdue by 2 d`.
    func distance(to day: Day) -> String {
        let days = day.number - now.day(utcOffset: utcOffset).number
        return switch days {
        case 0: Text(zh: "今天", en: "today")[language]
        case 1...: Text(zh: "\(days) 天后", en: "in \(days) d")[language]
        default: Text(zh: "已逾期 \(-days) 天", en: "overdue by \(-days) d")[language]
        }
    }
}
