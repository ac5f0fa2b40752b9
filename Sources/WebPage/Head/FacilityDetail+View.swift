import Facilities

extension FacilityDetail {
    /// The time of the newest usable value; nil if there is none.
    private var newest: Timestamp? {
        let usable = readings.filter { $0.reading.value != nil }
        return usable.map(\.time).max()
    }

    /// Returns the age of the newest usable value in words; nil if nothing is measured. An answer without a usable
    /// value does not count.
    func dataAge(_ time: PageTime) -> String? {
        guard !readings.isEmpty else { return nil }
        return newest.map { time.age(of: $0) } ?? Text(zh: "没有可用的", en: "none that can be used")[time.language]
    }

    /// Returns how many minutes of data the light still needs, or what is missing; nil if the light is not grey for
    /// lack of data. No time is named while the devices are silent.
    ///
    /// - Parameter leading: the finding that the head shows.
    func remedy(_ leading: Finding?, _ time: PageTime) -> Text? {
        guard status.light == .grey, status.unmonitored == nil else { return nil }
        let isSilent = if let newest { time.now - newest > Self.silence } else { true }
        if let ready, !isSilent {
            let minutes = max(1, (ready - time.now).milliseconds / 60_000 + 1)
            return Text(zh: "还需约\(minutes)分钟数据", en: "about \(minutes) min of data are needed yet")
        }
        return leading?.text ?? status.notJudged.first { $0.blocks }?.text
    }

    /// The age of the newest value from which on the devices count as silent.
    private static let silence = Duration.minutes(5)

    /// Returns the rows of the channels in their order, each with its limits.
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

    /// Returns the limits of a rule with their sources: `压差 2500 Pa（HJ 2026-2013）`.
    func limits(of rule: String, _ language: Language) -> String {
        let texts = (ruleLimits[rule] ?? []).map { limit in
            let unverified = Text(zh: "，依据未核实", en: ", source not verified")[language]
            let standing = limit.verified ? "" : unverified
            let (value, title) = (Measure(limit.value, limit.unit).pageText, limit.title[language])
            let source = limit.sourceTitle[language]
            let text = Text(
                zh: "\(title) \(value)（\(source)\(standing)）", en: "\(title) \(value) (\(source)\(standing))")
            return text[language]
        }
        return texts.joined(separator: language == .zh ? "；" : "; ")
    }
}

extension Limit {
    /// The source of the limit; for a limit of our own or of the site, words that say so.
    fileprivate var sourceTitle: Text {
        switch origin {
        case .own: Text(zh: "本程序默认", en: "our own default")
        case .site: Text(zh: "本站设定", en: "set by the site")
        case .bureau, .permit, .source: Text(zh: source, en: source)
        }
    }
}
