public import Facilities

/// The texts about a device for a technician, on a terminal and on the page.
extension BusReport.Device {
    /// The numbers of polls and of their failures.
    public var countTexts: [Text] {
        let faults: [(Text, Int)] = [
            (Text(zh: "应答超时", en: "time-outs"), counts.timeouts), (Text(zh: "坏应答", en: "spoilt"), counts.garbled),
            (Text(zh: "设备拒绝", en: "refused"), counts.exceptions), (Text(zh: "无人等待的报文", en: "unasked"), counts.unasked),
            (Text(zh: "线路不通", en: "line down"), counts.unreachable),
            (Text(zh: "没来得及问", en: "no time for"), counts.late),
            (Text(zh: "不应答或已暂停而未问", en: "put off while silent or suspended"), counts.putOff ?? 0),
        ]
        let polls = "\(counts.done)/\(counts.due)"
        return [Text(zh: "已问 \(polls) 次", en: "polls \(polls)")]
            + faults.filter { $0.1 > 0 }.map { name, count in Text(zh: "\(name.zh) \(count)", en: "\(name.en) \(count)")
            }
    }

    /// The distribution of the answer times, such as `≤5 ms 120`.
    public var answerTexts: [Text] {
        let names = AnswerTimes.bounds.map { "≤\($0) ms" } + [">\(AnswerTimes.bounds.last!) ms"]
        return zip(names, counts.answerTimes.counts).filter { $0.1 > 0 }.map { name, count in
            Text(zh: "\(name) \(count)", en: "\(name) \(count)")
        }
    }
}
