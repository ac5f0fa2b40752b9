import Facilities

/// The errors of a request.
extension RecordProblem {
    static let unknownRequest = RecordProblem(
        "request", Text(zh: "request 应为 report 或 readings", en: "request is report or readings"))

    static let ofOneFacility = RecordProblem(
        "request",
        Text(
            zh: "readings 属于一个设施：请发到该设施的commands",
            en: "readings are of one facility: send it to that facility's commands"))

    static func unknownDevice(_ known: [String]) -> RecordProblem {
        let names = known.joined(separator: ", ")
        return .init(
            "device",
            Text(
                zh: "本设施没有这台设备；现有：\(known.isEmpty ? "无" : names)",
                en: "this facility has no such device; there are: \(known.isEmpty ? "none" : names)"))
    }

    static func unknownQuantities(_ known: [String]) -> RecordProblem {
        let names = known.joined(separator: ", ")
        return .init(
            "quantities",
            Text(
                zh: "quantities 应为一个或多个量的列表；本设施测量：\(known.isEmpty ? "无" : names)",
                en: "quantities is a list of one or more that the facility measures: \(known.isEmpty ? "none" : names)")
        )
    }

    static func noTime(_ field: String) -> RecordProblem {
        .init(
            field,
            Text(
                zh: "\(field) 应为带时区的时间，如 2026-11-26T20:00:00+08:00",
                en: "\(field) is a time with its distance from UTC, such as 2026-11-26T20:00:00+08:00"))
    }

    static let endsBeforeItBegins = RecordProblem(
        "to", Text(zh: "to 应晚于 from", en: "to is later than from"))

    static func noNumber(_ field: String, _ range: ClosedRange<Int64>) -> RecordProblem {
        let (least, most) = (range.lowerBound, range.upperBound)
        guard most < .max else {
            return .init(
                field,
                Text(
                    zh: "\(field) 应为上一页答复中的 next（不小于\(least)的整数）",
                    en: "\(field) is the next of the page before: a whole number of \(least) or more"))
        }
        return .init(
            field, Text(zh: "\(field) 应为\(least)至\(most)的整数", en: "\(field) is a whole number from \(least) to \(most)")
        )
    }

    static let tooLarge = RecordProblem(
        "quantities",
        Text(
            zh: "一条样本就超过答复的长度上限；请用 quantities 只取一部分量",
            en: "a single sample is larger than an answer may be; name fewer quantities"))

    /// Returns the refusal of a request beyond a limit.
    ///
    /// - Parameter wait: the seconds until the next request is accepted.
    static func tooManyRequests(_ quota: Quota, wait: Double) -> RecordProblem {
        let seconds = max(1, Int(wait.rounded(.up)))
        return .init(
            "later", isNotNow: true,
            Text(
                zh: "该上报通道的请求超过每小时\(quota.perHour)次（一次至多\(quota.burst)次）：请\(seconds)秒后重新发送",
                en:
                    "this uplink may ask \(quota.perHour) times an hour, and \(quota.burst) at once: send it again in \(seconds) s"
            ))
    }

    /// Returns the refusal of a request for which the journal cannot be read.
    static func unreadNow(_ reason: Text) -> RecordProblem {
        .init(
            "later", isNotNow: true,
            Text(
                zh: "日志库暂时无法读取：请稍后重新发送（\(reason.zh)）",
                en: "the journal cannot be read now: send it again later (\(reason.en))"))
    }
}
