import Facilities

extension DataTampering {
    /// Returns suspicions about maintenance or a calibration that was entered for a time at which a limit was passed,
    /// or had just been.
    mutating func marked(_ record: Record, _ seen: Observed) -> [Suspicion] {
        let isMeant: (Channel.ID) -> Bool
        switch record.body {
        // An announcement without a duration ends the previous one.
        case let work as Maintenance where work.until > record.at:
            isMeant = { id in work.device == nil || work.device == id.device }
        case let calibration as Calibration:
            let channel = Channel.ID(calibration.device, calibration.quantity)
            state.calibrated[channel] = record.at
            isMeant = { $0 == channel }
        default: return []
        }
        return state.watches.compactMap { watch in
            guard isMeant(watch.id), let excess = watch.excess, let channel = seen.channel(watch.id)?.channel,
                excess.isJust(before: record.at, within: figures.mark.duration)
            else { return nil }
            return timelyMark(record, excess, channel, seen)
        }
    }

    private func timelyMark(_ record: Record, _ excess: Excess, _ channel: Channel, _ seen: Observed) -> Suspicion {
        let (what, title, unit) = (seen.title(of: channel), record.kind.title, channel.unitText)
        let (highest, limit) = (excess.highest.plainText(decimals: 3), excess.limit.plainText)
        // An excess is identified by the minute in which it began.
        let minutes = max(0, (record.at - excess.until).inSeconds / 60)
        let ago = minutes < 2 ? nil : minutes.plainText(decimals: 0)
        let when = Text(zh: ago.map { "后\($0)分钟" } ?? "之时", en: ago.map { "\($0) min after" } ?? "when")
        let text = Text(
            zh: "\(what.zh)达\(highest)\(unit)、超过限值\(limit)\(unit)\(when.zh)，登记了\(title.zh)：可能是借此避开超限，也可能确有故障",
            en:
                "\(title.en) was entered \(when.en) \(what.en) was \(highest)\(unit), over its limit of \(limit)\(unit): it may be "
                + "to get round the limit, or something may really be broken"
        )
        return suspicion(
            .timelyMark, channel.id.description, from: excess.from, until: max(record.at, excess.until), minutes,
            figures.mark, text)
    }

    /// Returns suspicions about values over a limit as the instrument has them, and within it only since a recent
    /// calibration.
    mutating func correctedAway(_ seen: Observed) -> [Suspicion] {
        state.calibrated = state.calibrated.filter { seen.now - $0.value <= Self.afterCalibration }
        return seen.newReadings.compactMap { new in
            guard let at = state.calibrated[new.channel.id], new.reading.isGood, let raw = new.reading.raw,
                let value = new.reading.value,
                let limit = uppers[new.reading.quantity]?.first(where: { raw > $0.value && value <= $0.value })
            else { return nil }
            state.calibrated[new.channel.id] = nil
            return correctedAway(new.channel, raw: raw, value, limit, calibrated: at, seen)
        }
    }

    private static let afterCalibration = Duration.hours(1)

    private func correctedAway(
        _ channel: Channel, raw: Double, _ value: Double, _ limit: Limit, calibrated: Timestamp, _ seen: Observed
    ) -> Suspicion {
        let (what, unit) = (seen.title(of: channel), channel.unitText)
        let (before, after) = (raw.plainText(decimals: 3), value.plainText(decimals: 3))
        let text = Text(
            zh:
                "校准后不到1小时，\(what.zh)仪器读数\(before)\(unit)超过限值\(limit.value.plainText)\(unit)，校准后为\(after)\(unit)未超过：请核对校准依据",
            en: "within an hour of a calibration, \(what.en) reads \(before)\(unit), over its limit of "
                + "\(limit.value.plainText)\(unit), and \(after)\(unit) as calibrated: check what the calibration rests on"
        )
        return Suspicion(
            rule: Self.id, kind: .correctedAway, cause: channel.id.description, from: calibrated, until: seen.now,
            figure: raw, limit: limit, text: text)
    }
}

extension Reading {
    fileprivate var isGood: Bool { quality == .good }
}
