public import Facilities

/// What a technician reads about a device, on a terminal and on the page.
extension BusReport.Device {
    /// Polls, and what went wrong with them.
    public var countTexts: [Text] {
        let faults: [(Text, Int)] = [
            (Text(zh: "超时", en: "time-outs"), counts.timeouts), (Text(zh: "校验错", en: "spoilt"), counts.garbled),
            (Text(zh: "拒绝", en: "refused"), counts.exceptions), (Text(zh: "多余帧", en: "unasked"), counts.unasked),
            (Text(zh: "不可达", en: "unreachable"), counts.unreachable),
            (Text(zh: "跳过", en: "skipped"), counts.skipped),
        ]
        let polls = "\(counts.done)/\(counts.due)"
        return [Text(zh: "轮询 \(polls)", en: "polls \(polls)")]
            + faults.filter { $0.1 > 0 }.map { name, count in Text(zh: "\(name.zh) \(count)", en: "\(name.en) \(count)")
            }
    }

    /// `≤5 ms 120`: how many answers took how long, those that came.
    public var answerTexts: [Text] {
        let names = AnswerTimes.bounds.map { "≤\($0) ms" } + [">\(AnswerTimes.bounds.last!) ms"]
        return zip(names, counts.answerTimes.counts).filter { $0.1 > 0 }.map { name, count in
            Text(zh: "\(name) \(count)", en: "\(name) \(count)")
        }
    }
}
