import Facilities

/// What the trends of a facility are made of.
struct TrendData {
    /// Of the span's interval, or of finer ones, each minute in one of them only.
    var means: [Aggregate]
    var work: WorkTime
    /// What people entered in the time, the newest first.
    var acts: [Record]
}

/// What `trends.mustache` shows.
struct TrendsView {
    var words: Words
    var history: HistoryWords
    var title, about, pattern: String
    var backURL: String
    var spans: [Choice]
    var figures: [TrendFigure]
    var hasFigures: Bool
    /// Whether there is any picture that a legend explains.
    var hasCharts: Bool
    var acts: [Act]
    var hasActs: Bool
    /// Where the other charts are; empty where all stand here.
    var parts: [Choice]
    var hasParts: Bool
    /// Said in the place of charts.
    var remark: String?
    var otherURL: String

    struct Choice {
        var url, title: String
        var isShown: Bool
    }

    /// One record, by the number that its line in the charts has.
    struct Act {
        var number, text: String
    }

    /// Charts of a page, so that it stays below 30 kB.
    static let most = 6
    /// Records that have a line in the charts.
    static let mostActs = 9

    /// How many pages of charts there are; at least 1.
    static func parts(_ channels: [TrendChannel]) -> Int { max(1, (channels.count + most - 1) / most) }

    /// - Parameters:
    ///   - data: nil where the journal cannot be read.
    ///   - part: which page of charts, from 0 on.
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
        remark = data == nil ? history.unreadable : figures.isEmpty ? history.nothingMeasured : nil
        parts = (0..<Self.parts(channels)).map {
            Choice(url: "\(page)&part=\($0 + 1)", title: "\($0 + 1)", isShown: $0 == part)
        }
        hasParts = parts.count > 1
    }
}
