import Facilities

// The words of the ticks. Figures contain their unit: `0.82 A`.

extension StandardTick {
    /// The figure is within its band around the baseline.
    static func restored(_ item: StandardItem, _ figure: String, baseline: String) -> StandardTick {
        let what = item.restored
        return .init(
            item: item, state: .done,
            text: Text(
                zh: "\(what.zh)已恢复（\(figure)，基准\(baseline)）",
                en: "\(what.en) restored (\(figure), baseline \(baseline))"))
    }

    /// There is no earlier cleaning whose figure could be the baseline.
    ///
    /// - Parameter baseline: the figure of the first hours after the cleaning; nil until they are over.
    static func firstCleaning(_ item: StandardItem, baseline: String?) -> StandardTick {
        let what = item.restored
        let text =
            if let baseline {
                Text(zh: "第一次清洗，基准\(baseline)", en: "first cleaning: the baseline is \(baseline)")
            } else {
                Text(zh: "第一次清洗，今天的\(what.zh)记作基准", en: "first cleaning: today's \(what.en) becomes the baseline")
            }
        return .init(item: item, state: .done, text: text)
    }

    static func waiting(_ item: StandardItem, minutes: Int) -> StandardTick {
        .init(
            item: item, state: .waiting,
            text: Text(zh: "再等\(minutes)分钟才能判断", en: "can be judged in \(minutes) min"))
    }

    /// The item can be judged only after some minutes of running, and the device does not run now.
    static func waitingForRun(_ item: StandardItem, minutes: Int) -> StandardTick {
        .init(
            item: item, state: .waiting,
            text: Text(zh: "开机再运行\(minutes)分钟才能判断", en: "can be judged after \(minutes) min of running"))
    }

    static func waitingForRecord(_ item: StandardItem) -> StandardTick {
        .init(
            item: item, state: .waiting,
            text: Text(zh: "正在清洗，登记以后再判断", en: "being cleaned: judged once the cleaning is entered"))
    }

    /// The figure is below its band around the baseline.
    ///
    /// - Parameter wasReached: whether the figure was within its band after the cleaning, so that the cleaning is
    ///   not the cause.
    static func low(_ item: StandardItem, wasReached: Bool) -> StandardTick {
        let cause =
            if item == .current {
                Text(zh: "可能没洗净或没装到位", en: "perhaps not clean, or not well fitted")
            } else {
                Text(zh: "可能没装到位或漏风", en: "perhaps not well fitted, or air leaks in")
            }
        return astray(item, Text(zh: "偏低", en: "low"), wasReached ? .restoredBefore : cause)
    }

    static func high(_ item: StandardItem, wasReached: Bool) -> StandardTick {
        // A short circuit can occur at any time and is dangerous, so it is named in any case.
        if item == .current {
            let cause = Text(zh: "可能没干透或漏电，先断电", en: "perhaps wet, or leaking; power off first")
            return astray(item, Text(zh: "偏高", en: "high"), cause)
        }
        let cause = Text(zh: "可能没洗净或堵着", en: "perhaps not clean, or clogged")
        return astray(item, Text(zh: "偏高", en: "high"), wasReached ? .restoredBefore : cause)
    }

    private static func astray(_ item: StandardItem, _ side: Text, _ cause: Text) -> StandardTick {
        .init(
            item: item, state: .failed,
            text: Text(
                zh: "\(item.restored.zh)\(side.zh)，\(cause.zh)", en: "\(item.restored.en) \(side.en): \(cause.en)"))
    }
}

extension Text {
    fileprivate static let restoredBefore = Text(zh: "洗后恢复过，后来又变了", en: "restored after the cleaning, changed since")
}

extension StandardItem {
    /// The quantity that a cleaning restores.
    fileprivate var restored: Text {
        self == .current ? Text(zh: "电流", en: "current") : Text(zh: "压差", en: "pressure drop")
    }
}
