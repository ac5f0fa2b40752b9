import Facilities
import Hummingbird

/// The routes of the past: a page for each day of a facility, and its trends.
struct HistoryRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/q/:code/day/:day") { request, context in await day(request, context) }
        router.get("/q/:code/trends") { request, context in await trends(request, context) }
    }

    // MARK: Days

    private func day(_ request: Request, _ context: PageContext) async -> Response {
        let (code, text) = (context.parameters.get("code") ?? "", context.parameters.get("day") ?? "")
        guard let known = Facility.Code(code), let detail = await site.source.detail(of: known) else {
            return site.missing(request, code: code)
        }
        // A complaint point has no light.
        guard let day = Day(text), detail.status.kind != .complaintPoint else { return site.missing(request) }
        let time = site.time(request)
        if day > time.today { return page(detail, day, nil, .toCome, time) }
        guard let data = await site.source.data(of: known, on: day, time) else {
            return page(detail, day, nil, .unreadable, time)
        }
        guard data.isEmpty, day < time.today else { return page(detail, day, data, nil, time) }
        let first = await site.source.firstDay(of: known)
        guard let first, day >= first else { return page(detail, day, nil, .before(first, time), time) }
        return page(detail, day, nil, .nothing, time)
    }

    private func page(_ detail: FacilityDetail, _ day: Day, _ data: DayData?, _ remark: Text?, _ time: PageTime)
        -> Response
    {
        site.templates.html(DayView(detail, day, data, remark: remark, time), with: "day")
    }

    // MARK: Trends

    private func trends(_ request: Request, _ context: PageContext) async -> Response {
        let code = context.parameters.get("code") ?? ""
        guard let known = Facility.Code(code), let detail = await site.source.detail(of: known) else {
            return site.missing(request, code: code)
        }
        let parameters = request.uri.queryParameters
        let asked = parameters["span"].map(String.init) ?? TrendSpan.day.rawValue
        guard let span = TrendSpan(rawValue: asked) else {
            return site.refused(.noSpan, await site.visitor(request, context))
        }
        let time = site.time(request)
        let data = await site.source.trends(of: known, span, time)
        let channels = TrendChannel.all(detail, Trend.all(data?.means ?? [], span, time, periods: detail.periods))
        let part = parameters["part"].flatMap { Int($0) } ?? 1
        guard 1...TrendsView.parts(channels) ~= part else { return site.missing(request) }
        return site.templates.html(TrendsView(detail, data, channels, span, part: part - 1, time), with: "trends")
    }
}

extension DayData {
    /// Whether nothing at all is stored of the day.
    fileprivate var isEmpty: Bool { counted == nil && entries.isEmpty && devices.allSatisfy { $0.day.minutes == 0 } }
}

extension PageSource {
    /// Returns the data of the trends; nil if the journal cannot be read.
    fileprivate func trends(of code: Facility.Code, _ span: TrendSpan, _ time: PageTime) async -> TrendData? {
        let range = span.time(time)
        guard var means = await means(of: code, span.interval, in: range),
            let acts = await acts(of: code, in: range.lowerBound..<time.now, limit: TrendsView.mostActs),
            let work = await history(of: code, since: range.lowerBound.day(utcOffset: time.utcOffset) + -7)?.work
        else { return nil }
        if span == .month {
            // Today, and yesterday shortly after midnight, have no daily mean yet.
            let yesterday = (time.today + -1).start(utcOffset: time.utcOffset)
            guard let hours = await self.means(of: code, .hour, in: yesterday..<range.upperBound) else { return nil }
            let known = means
            means += hours.filter { hour in
                !known.contains { $0.device == hour.device && ($0.start..<$0.start + .days(1)).contains(hour.start) }
            }
        }
        let records = acts.compactMap(\.record).filter { range.contains($0.at) }
        return TrendData(means: means, work: work, acts: records)
    }
}

extension Text {
    fileprivate static let toCome = Text(zh: "这一天还没有到。", en: "This day is still to come.")
    fileprivate static let unreadable = Text(
        zh: "现在读不出来，请稍后重新加载。", en: "It cannot be read now; load this page again later.")
    fileprivate static let nothing = Text(zh: "这一天没有任何记录。", en: "Nothing is kept of this day.")
    fileprivate static let noSpan = Text(
        zh: "只有24小时和30天的趋势：请写成 span=24h 或 span=30d",
        en: "there are trends of 24 hours and of 30 days: write span=24h or span=30d")

    fileprivate static func before(_ first: Day?, _ time: PageTime) -> Text {
        guard let first else { return Text(zh: "这一天还没有数据。", en: "There were no data on this day yet.") }
        return Text(
            zh: "这一天还没有数据：第一天是\(time.day(first, .zh))。",
            en: "There were no data on this day yet: the first day is \(time.day(first, .en)).")
    }
}
