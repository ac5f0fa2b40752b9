import Facilities

extension DataTampering {
    /// Maintenance or a calibration that was entered for a time at which a limit was passed, or had just been.
    mutating func marked(_ record: Record, _ seen: Observed) -> [Suspicion] {
        let isMeant: (Channel.ID) -> Bool
        switch record.body {
        // One that does not last ends what was announced before.
        case let work as Maintenance where work.until > record.at:
            isMeant = { id in work.device.map { $0 == id.device } ?? true }
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
        // An excess is noted by the minute in which it began.
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

    /// Values that are over a limit as the instrument has them, and within it only since a calibration just before.
    mutating func correctedAway(_ seen: Observed) -> [Suspicion] {
        state.calibrated = state.calibrated.filter { seen.now - $0.value <= Self.afterCalibration }
        return seen.told.compactMap { told in
            guard let at = state.calibrated[told.channel.id], told.reading.isGood, let raw = told.reading.raw,
                let value = told.reading.value,
                let limit = uppers[told.reading.quantity]?.first(where: { raw > $0.value && value <= $0.value })
            else { return nil }
            state.calibrated[told.channel.id] = nil
            return correctedAway(told.channel, raw: raw, value, limit, calibrated: at, seen)
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
