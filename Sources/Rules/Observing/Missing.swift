import Facilities

/// The condition under which a quantity may have no values.
enum Idle: Sendable {
    case never
    /// An instrument may stand beside a standing fan.
    case fanStands
    case engineStands
}

extension Observed {
    /// Returns the findings of channels from which no value has come for too long, while others still give values.
    /// Where nothing comes at all, `data.silent` reports it.
    ///
    /// - Parameters:
    ///   - limit: The longest time without a value; three periods of the channel are always allowed.
    ///   - idle: The condition under which nothing is missed.
    func missing(
        _ quantity: Quantity, _ rule: String, _ limit: Limit, idle: Idle = .never, _ worth: Worth = .limits
    ) -> [Finding] {
        guard let heard else { return [] }
        var findings: [Finding] = []
        for known in channels(of: quantity) {
            guard heard > known.supplied else { continue }
            let supplied = known.supplied(worth)
            let last = max(supplied, stood(idle) ?? supplied)
            guard heard - last > max(limit.duration, known.channel.period.tripled) else { continue }
            findings.append(.missing(rule, known.channel, of: self, since: last, limit: limit))
        }
        return findings
    }

    /// Returns the finding that no channel of any of these quantities has given a number for too long; nil where one
    /// has, or none is measured.
    func missing(
        anyOf quantities: [Quantity], _ rule: String, _ limit: Limit, idle: Idle = .never
    ) -> Finding? {
        // One channel with a recent number is enough, as at most events.
        let all = channels.of(quantities)
        let isTold = all.contains { known in
            guard let heard else { return false }
            return heard - known.supplied(.numbers) <= limit.duration
        }
        guard !isTold else { return nil }
        return missing(of: all, rule, limit, idle: idle)
    }

    /// Returns the finding that none of these channels has given a number for too long; nil where one has.
    func missing(
        of channels: some Collection<ObservedChannel>, _ rule: String, _ limit: Limit, idle: Idle = .never
    ) -> Finding? {
        guard let heard,
            let newest = channels.max(by: { $0.supplied(.numbers) < $1.supplied(.numbers) })
        else { return nil }
        let supplied = newest.supplied(.numbers)
        let last = max(supplied, stood(idle) ?? supplied)
        guard heard - last > max(limit.duration, newest.channel.period.tripled) else { return nil }
        return .missing(rule, newest.channel, of: self, since: last, limit: limit)
    }

    /// Returns the findings of missing engine signals: the speed, and the exhaust temperature while the engine runs,
    /// where it is measured.
    func missingEngine(_ rule: String, _ limit: Limit) -> [Finding] {
        [missing(anyOf: [.engineSpeed], rule, limit)].compactMap(\.self)
            + missing(.exhaustTemp, rule, limit, idle: .engineStands, .numbers)
    }

    private func stood(_ idle: Idle) -> Timestamp? {
        switch idle {
        case .never: nil
        case .fanStands: fanStood
        case .engineStands: engineStood
        }
    }

    /// Returns the findings of channels whose instrument cannot show that a limit is passed: they are not judged.
    func outOfReach(
        _ quantity: Quantity, _ rule: String, _ limit: Limit, _ side: LimitSide, shown: Double? = nil
    ) -> [Finding] {
        var findings: [Finding] = []
        for known in channels(of: quantity) {
            guard let range = known.channel.range, !known.channel.canShow(shown ?? limit.value, side) else { continue }
            let end = Measure(side == .above ? range.upperBound : range.lowerBound, quantity.unit ?? limit.unit)
            let what = title(of: known.channel)
            let edge = Measure(shown ?? limit.value, quantity.unit ?? limit.unit)
            let text = Text(
                zh: "\(what.zh)量程只到\(end)，无法判断是否超过\(edge)",
                en: "\(what.en) is measured only to \(end): whether it is past \(edge) cannot be judged"
            )
            findings.append(
                Finding(
                    rule: rule, cause: "\(known.id)/range", of: known.channel, level: .grey, since: known.supplied,
                    limit: limit.addressed(to: .installer), text: text))
        }
        return findings
    }
}

extension Limit {
    /// The longest time without a good value after which a quantity cannot be judged.
    static let missingAfter = ownDefault(
        "missingAfter", 30, .minute, in: 1...1440, looser: .above, addressee: .installer)
}

extension Finding {
    fileprivate static func missing(
        _ rule: String, _ channel: Channel, of seen: Observed, since: Timestamp, limit: Limit
    ) -> Finding {
        let (what, minutes) = (seen.title(of: channel), limit.value.plainText)
        let text = Text(
            zh: "“\(what.zh)”已超过\(minutes)分钟没有有效数据，无法判断",
            en: "“\(what.en)” has had no valid value for more than \(minutes) min: it cannot be judged"
        )
        return Finding(
            rule: rule, cause: "\(channel.id)/silent", of: channel, level: .grey, since: since, limit: limit, text: text
        )
    }
}
