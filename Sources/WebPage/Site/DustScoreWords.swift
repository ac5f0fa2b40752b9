import Facilities

/// A day's dust score in a sentence whose points can be added up:
/// 「昨天88分：TSP扣6分（14:00–15:30超标6次），数据缺2小时扣2分，PM10不扣分」.
struct DustScoreWords {
    let score: DustScore
    let time: PageTime

    /// The sentence for a day that is over.
    var whole: Text {
        let today = time.now.day(utcOffset: time.utcOffset)
        let day =
            if score.day == today + -1 {
                Text(zh: "昨天", en: "Yesterday")
            } else {
                Text(zh: time.day(score.day, .zh), en: time.day(score.day, .en))
            }
        return sentence(day, of: DustScore.quarters)
    }

    /// The sentence for today up to now; nil if there are not enough data for a score.
    var soFar: Text? {
        let quarters = elapsed
        guard quarters > 0, score.capture(of: quarters) >= 0.75 else { return nil }
        return sentence(Text(zh: "今天到现在", en: "Today so far"), of: quarters)
    }

    /// Returns how many fewer excesses would have given the next better grade; nil if none would, or if there is no
    /// better grade.
    func better(than grade: Assessment.Grade) -> Text? {
        guard let better = grade.better, let fewer = score.fewerExcesses(for: better.least) else { return nil }
        return Text(
            zh: "TSP再少超标\(fewer)次可到\(better.rawValue)",
            en: "\(fewer) fewer excesses of TSP would have given \(better.rawValue)")
    }

    /// The number of quarter hours that have been over for at least five minutes, since a mean is made with the
    /// sample after it.
    private var elapsed: Int {
        let start = score.day.start(utcOffset: time.utcOffset)
        let settled = time.now - .minutes(5)
        let over = (settled - start).milliseconds / Duration.minutes(15).milliseconds
        return min(DustScore.quarters, max(score.tsp.judged, Int(max(0, over))))
    }

    private func sentence(_ day: Text, of quarters: Int) -> Text {
        let parts = score.parts(of: quarters)
        let scale = 100 / parts.map(\.of).reduce(0, +)
        // TSP is the first part, and the data are the last.
        var lost = [tsp((parts[0].of - parts[0].points) * scale)]
        lost.append(data((parts[parts.count - 1].of - parts[parts.count - 1].points) * scale, of: quarters))
        lost.append(parts.count > 2 ? pm10((parts[1].of - parts[1].points) * scale) : Self.noPM10)
        let points = score.score(of: quarters).plainText(decimals: 1)
        return Text(
            zh: "\(day.zh)\(points)分：\(lost.map(\.zh).joined(separator: "，"))",
            en: "\(day.en) \(points) points: \(lost.map(\.en).joined(separator: "; "))")
    }

    private func tsp(_ lost: Double) -> Text {
        Self.lost(
            lost, Text(zh: "TSP", en: "TSP"), times(score.tsp.over, length: .minutes(15)), count: score.tsp.over.count)
    }

    private func pm10(_ lost: Double) -> Text {
        Self.lost(
            lost, Text(zh: "PM10", en: "PM10"), times(score.pm10.over, length: .hours(1)), count: score.pm10.over.count)
    }

    private func data(_ lost: Double, of quarters: Int) -> Text {
        let minutes = (quarters - score.tsp.judged) * 15
        guard minutes > 0 else { return Text(zh: "数据完整不扣分", en: "data complete: nothing lost") }
        let span =
            if minutes % 60 == 0 {
                Text(zh: "\(minutes / 60)小时", en: "\(minutes / 60) h")
            } else {
                Text(zh: "\(minutes)分钟", en: "\(minutes) min")
            }
        let points = lost.plainText(decimals: 1)
        return Text(zh: "数据缺\(span.zh)扣\(points)分", en: "data missing for \(span.en): \(points) lost")
    }

    private static let noPM10 = Text(zh: "PM10没有参与评分", en: "PM10 is no part of the score")

    private static func lost(_ lost: Double, _ what: Text, _ times: String, count: Int) -> Text {
        guard count > 0 else { return Text(zh: "\(what.zh)不扣分", en: "\(what.en): nothing lost") }
        let points = lost.plainText(decimals: 1)
        return Text(
            zh: "\(what.zh)扣\(points)分（\(times)超标\(count)次）",
            en: "\(what.en): \(points) lost (over its limit \(count) times, \(times))")
    }

    /// Returns times in words: `14:00–15:30、16:00–16:15等`. Adjacent times are joined, and at most three are named.
    private func times(_ starts: [Timestamp], length: Duration) -> String {
        var spans: [Range<Timestamp>] = []
        for start in starts {
            if let last = spans.last, last.upperBound == start {
                spans[spans.count - 1] = last.lowerBound..<start + length
            } else {
                spans.append(start..<start + length)
            }
        }
        let named = spans.prefix(3).map { "\(clock($0.lowerBound))–\(clock($0.upperBound))" }
        let more = spans.count > 3 ? Text(zh: "等", en: " and others")[time.language] : ""
        return named.joined(separator: Words.of(time.language).comma) + more
    }

    private func clock(_ moment: Timestamp) -> String { String(moment.onSite(utcOffset: time.utcOffset).suffix(5)) }
}
