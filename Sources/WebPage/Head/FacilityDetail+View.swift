import Facilities

extension FacilityDetail {
    /// The time of the newest value that can be used; nil where there is none.
    private var newest: Timestamp? { readings.filter { $0.reading.value != nil }.map(\.time).max() }

    /// How old the newest value is that can be used: an answer without one is no data.
    func dataAge(_ time: PageTime) -> String? {
        guard !readings.isEmpty else { return nil }
        return newest.map { time.age(of: $0) } ?? Text(zh: "没有可用的", en: "none that can be used")[time.language]
    }

    /// How much longer it takes until the light can be judged, or what it lacks. While no value comes no time helps.
    ///
    /// - Parameter leading: what the head says.
    func remedy(_ leading: Finding?, _ time: PageTime) -> Text? {
        guard status.light == .grey, status.unmonitored == nil else { return nil }
        let isSilent = newest.map { time.now - $0 > Self.silence } ?? true
        if let ready, !isSilent {
            let minutes = max(1, (ready - time.now).milliseconds / 60_000 + 1)
            return Text(zh: "还需约\(minutes)分钟数据", en: "about \(minutes) min of data are needed yet")
        }
        return leading?.text ?? status.notJudged.first { $0.blocks }?.text
    }

    /// The age of the newest value from which on nobody counts on the next.
    private static let silence = Duration.minutes(5)

    /// The channels in their order, each with what it is compared with.
    func values(_ time: PageTime) -> [ValueRow] {
        let counts = Dictionary(grouping: readings, by: \.reading.quantity).mapValues(\.count)
        return readings.map { current in
            let quantity = current.reading.quantity
            let channel = Channel.ID(current.device, quantity)
            return ValueRow(
                current, isAlone: counts[quantity] == 1, limits: limits[quantity] ?? [],
                mean: means.last { $0.channel == channel }, findings: status.findings, time: time)
        }
    }

    /// The limits of a rule with their sources: `压差 2500 Pa（HJ 2026-2013）`.
    func limits(of rule: String, _ language: Language) -> String {
        let texts = (ruleLimits[rule] ?? []).map { limit in
            let standing = limit.verified ? "" : language == .zh ? "，依据未核实" : ", source not verified"
            let (value, title) = (Measure(limit.value, limit.unit).pageText, limit.title[language])
            let source = limit.sourceTitle[language]
            return language == .zh
                ? "\(title) \(value)（\(source)\(standing)）" : "\(title) \(value) (\(source)\(standing))"
        }
        return texts.joined(separator: language == .zh ? "；" : "; ")
    }
}

extension Limit {
    /// Its source, or that it is our own.
    fileprivate var sourceTitle: Text {
        switch origin {
        case .own: Text(zh: "本程序默认", en: "our own default")
        case .site: Text(zh: "本站设定", en: "set by the site")
        case .bureau, .permit, .source: Text(zh: source, en: source)
        }
    }
}
