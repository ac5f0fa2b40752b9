import Facilities

extension [StandardCheck] {
    /// Returns one tick for each item that was checked. Several devices are listed in one tick, whose shape is that
    /// of the worst.
    func ticks(_ time: PageTime) -> [StandardTick] {
        StandardCheck.Kind.allCases.compactMap { item in
            let checks = filter { $0.item == item }
            let ticks = checks.map { $0.tick(time) }
            guard checks.count > 1 else { return ticks.first }
            let worst = StandardTick.State.worstFirst.first { state in ticks.contains { $0.state == state } }
            let parts = zip(checks, ticks).map { check, tick in tick.text.at(check.place ?? "") }
            return StandardTick(
                item: item.standard, state: worst ?? .notMeasured,
                text: Text(
                    zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; ")))
        }
    }
}

extension StandardTick.State {
    fileprivate static let worstFirst: [Self] = [.failed, .notMeasured, .waiting, .done]
}

extension Text {
    fileprivate func at(_ place: String) -> Text { Text(zh: "\(place)：\(zh)", en: "\(place): \(en)") }
}

extension StandardCheck {
    /// Returns the state in words, with the age of its data if they are older than half an hour.
    fileprivate func tick(_ time: PageTime) -> StandardTick {
        var tick = tick(now: time.now)
        guard let end = self.time, time.now - end > .minutes(30) else { return tick }
        var other = time
        func age(_ language: Language) -> String {
            other.language = language
            return other.age(of: end)
        }
        tick.text = Text(zh: "\(tick.text.zh) · \(age(.zh))", en: "\(tick.text.en) · \(age(.en))")
        return tick
    }

    private func tick(now: Timestamp) -> StandardTick {
        let (item, figure, reference) = (item.standard, figure?.pageText ?? "", reference?.pageText)
        switch state {
        case .waiting(let until):
            let minutes = (until - now).milliseconds
            return .waiting(item, minutes: max(1, Int((minutes + 59_999) / 60_000)))
        case .waitingForRun(let minutes): return .waitingForRun(item, minutes: minutes)
        case .waitingForRecord: return .waitingForRecord(item)
        case .firstCleaning: return .firstCleaning(item, baseline: reference)
        case .notMeasured: return .init(item: item, state: .notMeasured, text: .noReading)
        case .passed where self.item.isRestored: return .restored(item, figure, baseline: reference ?? "")
        case .tooLow where self.item.isRestored: return .low(item, wasReached: wasReached).with(figure, reference)
        case .tooHigh where self.item.isRestored: return .high(item, wasReached: wasReached).with(figure, reference)
        case .passed: return .init(item: item, state: .done, text: words(figure, reference ?? "", isPassed: true))
        case .tooLow, .tooHigh, .off:
            return .init(item: item, state: .failed, text: words(figure, reference ?? "", isPassed: false))
        case .notShown:
            // A missing proof accuses nobody, so the line is not shown as failed.
            return .init(item: item, state: .notMeasured, text: words(figure, reference ?? "", isPassed: false))
        }
    }

    private func words(_ figure: String, _ reference: String, isPassed: Bool) -> Text {
        switch (item, isPassed) {
        case (.fume, true):
            Text(zh: "10分钟均值\(figure)，不超过\(reference)", en: "10-min mean \(figure), limit \(reference)")
        case (.fume, false):
            Text(zh: "10分钟均值\(figure)，超过\(reference)", en: "10-min mean \(figure), over \(reference)")
        case (.efficiency, true):
            Text(zh: "1小时去除率\(figure)，达到\(reference)", en: "\(figure) taken out in an hour, limit \(reference)")
        case (.efficiency, false):
            Text(zh: "1小时去除率\(figure)，低于\(reference)", en: "\(figure) taken out in an hour, below \(reference)")
        case (.stood, true):
            Text(zh: "那天停过\(minutes)分钟", en: "stood for \(minutes) min that day")
        case (.stood, false):
            Text(
                zh: "数据中那天最长停了\(minutes)分钟；仅供核对，不算违规",
                en: "by the data it stood for \(minutes) min at most that day: to be checked, no offence")
        case (_, true): Text(zh: "风机开着，净化器也开着", en: "the fan runs, and the purifier is on")
        case (_, false): Text(zh: "风机开着，净化器没开", en: "the fan runs, and the purifier is off")
        }
    }

    private var minutes: Int { Int(figure?.value ?? 0) }
}

extension StandardTick {
    /// Returns the tick with its figures.
    fileprivate func with(_ figure: String, _ baseline: String?) -> StandardTick {
        guard let baseline else { return self }
        var tick = self
        tick.text = Text(
            zh: "\(text.zh)（\(figure)，基准\(baseline)）", en: "\(text.en) (\(figure), baseline \(baseline))")
        return tick
    }
}

extension StandardCheck.Kind {
    /// Whether the item is compared with a baseline that a cleaning restores.
    fileprivate var isRestored: Bool { self == .current || self == .pressure }

    /// The line of the standard that the item checks.
    fileprivate var standard: StandardItem {
        switch self {
        case .current: .current
        case .pressure: .pressure
        case .fume: .fume
        case .efficiency: .efficiency
        case .together: .together
        case .stood: .stood
        }
    }
}
