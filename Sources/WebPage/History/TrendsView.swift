import Facilities

/// The values of `trends.mustache`.
struct TrendsView {
    var words: Words
    var history: HistoryWords
    var title, about, pattern: String
    var backURL: String
    var spans: [Choice]
    var figures: [TrendFigure]
    var hasFigures: Bool
    /// Whether there is a chart, so that a legend is shown.
    var hasCharts: Bool
    var acts: [Act]
    var hasActs: Bool
    /// The links to the portions of charts, if there is more than one.
    var parts: [Choice]
    var hasParts: Bool
    /// The sentence in place of charts; nil if there are charts.
    var remark: String?
    var otherURL: String

    struct Choice {
        var url, title: String
        var isShown: Bool
    }

    /// A record, with the number of its line in the charts.
    struct Act {
        var number, text: String
    }

    /// The number of charts on a page, so that the page stays below 30 kB.
    static let most = 6
    /// The number of records that have a line in the charts.
    static let mostActs = 9

    /// Returns the number of portions of charts; at least 1.
    static func parts(_ channels: [TrendChannel]) -> Int { max(1, (channels.count + most - 1) / most) }

    /// - Parameters:
    ///   - data: nil if the journal cannot be read.
    ///   - part: the portion of charts, from 0.
    init(
        _ detail: FacilityDetail, _ data: TrendData?, _ channels: [TrendChannel], _ span: TrendSpan, part: Int,
        _ time: PageTime
    ) {
        let (status, language) = (detail.status, time.language)
        (words, history) = (.of(language), .of(language))
        title = "\(status.name) \(span.title[language])"
        backURL = "/q/\(status.code)"
        let page = "/q/\(status.code)/trends?span=\(span.rawValue)"
        otherURL = "\(page)&part=\(part + 1)&lang=\(words.otherTag)"
        spans = TrendSpan.allCases.map {
            Choice(url: $0.link(status.code, language).url, title: $0.title[language], isShown: $0 == span)
        }
        let range = span.time(time)
        let end = min(range.upperBound, time.now)
        about = "\(span.point[language]) · \(time.full(range.lowerBound)) – \(time.full(end))"
        pattern = Hatching.pattern("gap")
        let shown = (data?.acts ?? []).prefix(Self.mostActs)
        let frame = TrendFrame(span, work: data?.work ?? WorkTime([]), acts: shown.map(\.at), time)
        acts = shown.enumerated().map { index, record in
            Act(number: "\(index + 1)", text: "\(record.kind.title[language]) · \(time.full(record.at))")
        }
        hasActs = !acts.isEmpty
        figures = channels.dropFirst(part * Self.most).prefix(Self.most).map { channel in
            TrendFigure(channel, limits: detail.limits[channel.id.quantity] ?? [], frame, span, time)
        }
        hasFigures = data != nil && !figures.isEmpty
        if !hasFigures { figures = [] }
        hasCharts = figures.contains { $0.chartSVG != nil }
        if data == nil {
            remark = history.unreadable
        } else if figures.isEmpty {
            remark = history.nothingMeasured
        }
        parts = (0..<Self.parts(channels)).map {
            Choice(url: "\(page)&part=\($0 + 1)", title: "\($0 + 1)", isShown: $0 == part)
        }
        hasParts = parts.count > 1
    }
}
