import Facilities

extension FacilityDetail {
    /// Returns the tiles of a building site: dust and noise beside the present limit, and the state of the spray.
    func siteTiles(_ time: PageTime) -> [TileView] {
        guard status.kind == .dustSite else { return [] }
        return [
            tile(.tsp, limit("dust.tsp", "tsp"), Text(zh: "15分钟均值限值", en: "limit of the 15-minute mean"), time),
            tile(
                .pm10, limit("dust.pm10", "pm10"), Text(zh: "小时均值比城市最多高", en: "hourly mean, at most above the city's"),
                time),
            noise(time), spray(time),
        ].compactMap(\.self)
    }

    private func limit(_ rule: String, _ name: String) -> Limit? { ruleLimits[rule]?.first { $0.name == name } }

    private func noise(_ time: PageTime) -> TileView? {
        // A mean has the limit of its hour; without a mean the present limit is shown.
        let start = shown(.noise, time)?.mean?.start ?? time.now
        let hour = NoiseLimitTime(at: start, utcOffset: time.utcOffset)
        let limit = limit("dust.noise", hour == .day ? "noiseDay" : "noiseNight")
        let title = Text(zh: "\(hour.title.zh)20分钟等效声级限值", en: "limit of 20 minutes \(hour.title.en)")
        return tile(.noise, limit, title, time)
    }

    /// Returns the greatest value of a quantity, with the newest judged mean of the same channel while it is
    /// recent; nil if nothing measures it.
    private func shown(_ quantity: Quantity, _ time: PageTime) -> (greatest: CurrentReading, mean: JudgedMean?)? {
        let own = readings.filter { $0.reading.quantity == quantity }
        guard let greatest = own.max(by: { $0.order < $1.order }) else { return nil }
        let mean = means.filter { $0.channel == Channel.ID(greatest.device, quantity) }.max { $0.start < $1.start }
        guard let mean, time.now - (mean.start + mean.length) < mean.length * 2 else { return (greatest, nil) }
        return (greatest, mean)
    }

    private func tile(_ quantity: Quantity, _ limit: Limit?, _ title: Text, _ time: PageTime) -> TileView? {
        guard let (greatest, judged) = shown(quantity, time) else { return nil }
        let own = readings.filter { $0.reading.quantity == quantity }
        let language = time.language
        let view = ReadingView(greatest.reading, language: language)
        let place = own.count > 1 && !greatest.place.isEmpty ? greatest.place : nil
        let found = status.findings.first {
            $0.device != nil && $0.level != .grey && $0.rule == "dust.\(quantity.rawValue)"
        }
        let mean = judged.map { mean in
            let value = (mean.bound == .atLeast ? "≥ " : "") + Measure(mean.mean, greatest.reading.unit).pageText
            let start = time.short(mean.start)
            return Text(zh: "均值 \(value)（\(start)起）", en: "mean \(value) (from \(start))")[language]
        }
        let most = limit.map { "\(title[language]) \(Measure($0.value, $0.unit).pageText)" }
        let quality = view.quality.isEmpty ? nil : view.quality
        let lines = [mean, most, quality, time.age(of: greatest.time)].compactMap(\.self)
        return TileView(
            title: [view.quantity, place].compactMap(\.self).joined(separator: " · "), value: view.value,
            detail: lines.joined(separator: " · "), mark: found?.short[language])
    }

    /// Returns the tile of the spray: its state, and whether it starts when there is dust, as the rule judges it.
    private func spray(_ time: PageTime) -> TileView? {
        let own = readings.filter { $0.reading.quantity == .sprayState }
        guard let current = own.max(by: { $0.order < $1.order }) else { return nil }
        let language = time.language
        let view = ReadingView(current.reading, language: language)
        let found = status.findings.first { $0.rule == "dust.spray" && $0.level != .grey }
        let unseen = status.findings.first { $0.rule == "dust.spray" && $0.level == .grey }
        let isJudged = status.judged.contains("dust.spray")
        let linkage =
            switch (found, unseen, isJudged) {
            case (_?, _, _): Text(zh: "联动：扬尘升高时没有按时开", en: "linkage: it did not start in time")
            case (nil, nil, true): Text(zh: "联动：没有发现问题", en: "linkage: nothing found wrong")
            default: Text(zh: "联动：无法判定", en: "linkage: cannot be judged")
            }
        return TileView(
            title: view.quantity, value: view.value, detail: "\(linkage[language]) · \(time.age(of: current.time))",
            mark: found?.short[language])
    }
}

extension CurrentReading {
    /// The order in which readings are preferred: good values before others, and greater ones before smaller ones.
    fileprivate var order: Double {
        guard let value = reading.value else { return -.infinity }
        return reading.quality == .good ? value : -1e9 + value
    }
}
