import Facilities

extension DataTampering {
    /// Returns the suspicions that a completed minute gives, channel by channel and then pair by pair.
    ///
    /// - Parameter end: The operation at the end of the minute.
    mutating func closed(_ minute: Timestamp, until end: Operation, _ seen: Observed) -> [Suspicion] {
        forget(seen)
        let operates = state.operates ?? end
        let isOn = operates.isOn(until: end)
        var found: [Suspicion] = []
        var steps: [Double?] = []
        for index in state.watches.indices {
            let over = state.watches[index].close(at: minute)
            steps.append(isOn ? over?.step : nil)
            guard let over, let channel = seen.channel(state.watches[index].id)?.channel else { continue }
            found += judge(index, over, channel, minute, seen, isOn: isOn)
            let runs = operates.runs(channel.id.quantity, until: end)
            if let suspicion = whileOff(index, over, channel, minute, runs: runs, seen) { found.append(suspicion) }
        }
        return found + paired(steps, minute, seen)
    }

    /// Drops channels that no longer exist.
    private mutating func forget(_ seen: Observed) {
        guard state.watches.contains(where: { seen.channel($0.id) == nil }) else { return }
        state.watches.removeAll { seen.channel($0.id) == nil }
        state.pairs.removeAll { seen.channel($0.first) == nil || seen.channel($0.second) == nil }
    }

    private mutating func judge(
        _ index: Int, _ over: Watch.Minute, _ channel: Channel, _ minute: Timestamp, _ seen: Observed, isOn: Bool
    ) -> [Suspicion] {
        if let mean = over.mean, !isExcused(channel.id.quantity, seen) {
            note(index, mean, channel.id.quantity, minute)
        }
        let day = minute.day(utcOffset: seen.facility.utcOffset)
        var found: [Suspicion] = []
        if isOn, let outcome = state.watches[index].top.add(over.highest, at: minute, on: day) {
            found = [flatTop(outcome, channel, minute, seen)].compactMap(\.self)
        }
        if isOn, channel.id.quantity.fluctuates, let mean = over.mean,
            let stretch = state.watches[index].smooth.add(mean, at: minute, minutes: figures.windowMinutes)
        {
            found += [tooSmooth(stretch, channel, minute, seen)].compactMap(\.self)
        }
        return found
    }

    /// Notes that a limit was passed: the highest of several, such as those of day and night.
    private mutating func note(_ index: Int, _ value: Double, _ quantity: Quantity, _ minute: Timestamp) {
        guard let limit = uppers[quantity]?.map(\.value).max(), value > limit else { return }
        if state.watches[index].excess == nil {
            state.watches[index].excess = Excess(value, over: limit, at: minute)
        } else {
            state.watches[index].excess?.goOn(value, over: limit, at: minute)
        }
    }

    private mutating func paired(_ steps: [Double?], _ minute: Timestamp, _ seen: Observed) -> [Suspicion] {
        state.pairs.indices.compactMap { index in
            guard let first = step(of: state.pairs[index].first, steps),
                let second = step(of: state.pairs[index].second, steps),
                let stretch = state.pairs[index].curve.add(
                    .init(first: first, second: second), at: minute, steps: figures.windowMinutes)
            else { return nil }
            return sameCurve(stretch, state.pairs[index], minute, seen)
        }
    }

    private func step(of id: Channel.ID, _ steps: [Double?]) -> Double? {
        state.watches.firstIndex { $0.id == id }.flatMap { steps[$0] }
    }

    // MARK: Texts

    /// Returns the suspicion of a highest value within a tenth below a limit, or at the end of the range.
    private func flatTop(
        _ day: FlatTop.Outcome, _ channel: Channel, _ minute: Timestamp, _ seen: Observed
    ) -> Suspicion? {
        guard Double(day.minutesAtTop) >= figures.atTop.value, Double(day.others) >= figures.atTop.value * 2,
            day.change >= figures.change.value, let edge = edge(of: day.top, channel)
        else { return nil }
        let (what, unit) = (seen.title(of: channel), channel.unitText)
        let (top, change) = (day.top.plainText(decimals: 3), day.change.plainText(decimals: 1))
        let text = Text(
            zh:
                "\(what.zh)有\(day.minutesAtTop)个分钟值停在最高值\(top)\(unit)（\(edge.zh)），其余时间每分钟变化\(change)%：可能被截顶，或仪器输出、量程到此为止",
            en:
                "\(what.en) was at its highest, \(top)\(unit) (\(edge.en)), in \(day.minutesAtTop) minutes, and changed by "
                + "\(change) % a minute otherwise: it may be cut off, or the instrument ends there"
        )
        return suspicion(
            .flatTop, channel.id.description, from: day.begin, until: minute, Double(day.minutesAtTop), figures.atTop,
            text)
    }

    private func edge(of top: Double, _ channel: Channel) -> Text? {
        if let range = channel.range, top >= range.upperBound * 0.998, top <= range.upperBound * 1.002 {
            return Text(zh: "量程上限", en: "the end of its range")
        }
        let limits = (uppers[channel.id.quantity] ?? []).map(\.value).filter { $0 * 0.9 <= top && top <= $0 }
        guard let limit = limits.min() else { return nil }
        return Text(zh: "限值\(limit.plainText)", en: "its limit is \(limit.plainText)")
    }

    private func tooSmooth(
        _ curve: TooSmooth.Stretch, _ channel: Channel, _ minute: Timestamp, _ seen: Observed
    ) -> Suspicion? {
        guard curve.moves >= Self.leastMoves else { return nil }
        let (what, cause) = (seen.title(of: channel), channel.id.description)
        if curve.turning < figures.turning.value {
            let text = Text(
                zh:
                    "\(what.zh)在\(figures.window.value.plainText)个分钟值中变化\(curve.moves)次，只有\(curve.turns)次改变方向：真实测量会上下波动，可能是编造的曲线",
                en:
                    "\(what.en) moved \(curve.moves) times in \(figures.window.value.plainText) minutes and turned round "
                    + "\(curve.turns) times: what is measured goes up and down, this may be drawn"
            )
            return suspicion(
                .tooSmooth, cause, from: curve.begin, until: minute, curve.turning, figures.turning, text)
        }
        guard curve.spread < figures.spread.value else { return nil }
        let text = Text(
            zh:
                "\(what.zh)在\(figures.window.value.plainText)个分钟值中一直变化，却都在\(curve.spread.plainText(decimals: 2))%之内：可能是编造的数值",
            en: "\(what.en) kept moving in \(figures.window.value.plainText) minutes, and all within "
                + "\(curve.spread.plainText(decimals: 2)) %: it may be made up"
        )
        return suspicion(.tooSmooth, cause, from: curve.begin, until: minute, curve.spread, figures.spread, text)
    }

    /// The least moves of a curve that can be judged; a value that stands still is left to `data.stuck`.
    private static let leastMoves = 30

    private func sameCurve(
        _ curve: SameCurve.Stretch, _ pair: Pair, _ minute: Timestamp, _ seen: Observed
    ) -> Suspicion? {
        let alike = curve.correlation * 100
        guard alike >= figures.alike.value, curve.variation >= figures.spread.value,
            let first = seen.channel(pair.first)?.channel, let second = seen.channel(pair.second)?.channel
        else { return nil }
        let (one, other, share) = (seen.title(of: first), seen.title(of: second), alike.plainText(decimals: 2))
        let text = Text(
            zh: "\(one.zh)与\(other.zh)在\(curve.steps)个分钟值中同升同降（相关系数\(share)%）：两台仪器各有波动，可能一处是另一处的复制",
            en:
                "\(one.en) and \(other.en) moved alike in \(curve.steps) minutes (correlation \(share) %): two instruments "
                + "each have their own noise, one may be a copy of the other"
        )
        return suspicion(
            .sameCurve, "\(pair.first) \(pair.second)", from: curve.begin, until: minute, alike, figures.alike, text)
    }

    private mutating func whileOff(
        _ index: Int, _ over: Watch.Minute, _ channel: Channel, _ minute: Timestamp, runs: Bool?, _ seen: Observed
    ) -> Suspicion? {
        guard let mean = over.mean else { return nil }
        switch runs {
        case true?: state.watches[index].off.runs(mean)
        case nil: state.watches[index].off.rest()
        case false?:
            let outcome = state.watches[index].off.isOff(mean, at: minute, minutes: figures.whileOffMinutes)
            return outcome.map { outcome in
                whileOff(outcome, channel, minute, seen)
            }
        }
        return nil
    }

    private func whileOff(
        _ outcome: WhileOff.Outcome, _ channel: Channel, _ minute: Timestamp, _ seen: Observed
    ) -> Suspicion {
        let (what, unit) = (seen.title(of: channel), channel.unitText)
        let (mean, usual) = (outcome.mean.plainText(decimals: 2), outcome.usual.plainText(decimals: 2))
        let isDead = state.operates?.mains == false
        let off = isDead ? Text(zh: "已断电", en: "there was no mains") : Text(zh: "设备停着", en: "all was off")
        let other =
            if isDead {
                Text(zh: "仪器另有电源", en: "the instrument has power of its own")
            } else {
                Text(zh: "停机信号有误", en: "the signal that it is off is wrong")
            }
        let text = Text(
            zh: "\(off.zh)，\(what.zh)仍有\(outcome.minutes)分钟平均\(mean)\(unit)（平时平均\(usual)\(unit)）：数据可能不是实测，或\(other.zh)",
            en:
                "\(what.en) was \(mean)\(unit) on average for \(outcome.minutes) min while \(off.en) (\(usual)\(unit) at other "
                + "times): it may not be measured, or \(other.en)"
        )
        return suspicion(
            .whileOff, channel.id.description, from: outcome.begin, until: minute, Double(outcome.minutes),
            figures.whileOff, text)
    }

    func suspicion(
        _ kind: Suspicion.Kind, _ cause: String, from: Timestamp, until: Timestamp, _ figure: Double, _ limit: Limit,
        _ text: Text
    ) -> Suspicion {
        Suspicion(
            rule: Self.id, kind: kind, cause: cause, from: from, until: until, figure: figure.settled, limit: limit,
            text: text)
    }
}

extension Channel {
    /// The unit after a figure: ` mg/m3`; empty for a quantity without one.
    var unitText: String { id.quantity.unit.map { $0 == .one ? "" : " \($0)" } ?? "" }
}
