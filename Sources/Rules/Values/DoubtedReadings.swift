import Facilities

/// Which quantities of which devices are in doubt for some reason, and since when. Nothing is kept of the others.
struct DoubtedReadings: Codable, Hashable, Sendable {
    struct Doubt: Codable, Hashable, Sendable {
        var device: DeviceID
        var quantity: Quantity
        var hold = Hold()
        /// The newest that was in doubt.
        var quality: Quality
        var value: Double?
        var unit: PhysicalUnit
        /// When the device last said anything of the quantity.
        var seen: Timestamp
        /// Of how much of an hour the doubt was; nil where nobody asks, and in the memory of 0.1.0.
        var hour: BadHour?

        var id: Channel.ID { Channel.ID(device, quantity) }
    }

    private var doubts: [Channel.ID: Doubt] = [:]

    /// How long a device may say nothing at all before it counts as taken away.
    private static let patience = Duration.days(1)

    /// - Parameters:
    ///   - share: the share of an hour's readings, in per cent, that is a doubt also where none of them lasts.
    ///   - isDoubtful: nil where a quality tells neither, such as that of a reading that is missing.
    mutating func take(
        _ seen: Observed, onDelay: Duration, offDelay: Duration = .seconds(60), share: Double? = nil,
        isDoubtful: (Quality) -> Bool?
    ) {
        let time = seen.now
        for index in seen.told.indices {
            let doubtful = isDoubtful(seen.told[index].reading.quality)
            guard doubtful == true || !doubts.isEmpty else { continue }
            let told = seen.told[index]
            let (reading, channel) = (told.reading, told.channel.id)
            guard var doubt = doubts[channel] ?? (doubtful == true ? Doubt(told, at: time) : nil) else { continue }
            doubt.hold.update(doubtful, at: time, onDelay: onDelay, offDelay: offDelay, gap: told.gap)
            if let share, let doubtful {
                var hour = doubt.hour ?? BadHour()
                hour.add(isBad: doubtful, at: time, most: share)
                doubt.hour = hour == BadHour() ? nil : hour
            }
            doubt.seen = time
            if doubtful == true { (doubt.quality, doubt.value) = (reading.quality, reading.value) }
            doubts[channel] = doubt.hold == Hold() && doubt.hour == nil ? nil : doubt
        }
    }

    /// Forgets devices that are no longer there.
    mutating func pass(to time: Timestamp) {
        guard doubts.contains(where: { time - $0.value.seen > Self.patience }) else { return }
        doubts = doubts.filter { time - $0.value.seen <= Self.patience }
    }

    /// Those that have lasted, always in the same order.
    var lasting: [Doubt] {
        doubts.isEmpty ? [] : doubts.values.filter(\.hold.isOn).sorted { $0.id.description < $1.id.description }
    }

    /// Those that have not lasted, and are of too large a share of an hour.
    var frequent: [Doubt] {
        guard !doubts.isEmpty else { return [] }
        return doubts.values.filter { !$0.hold.isOn && $0.hour?.found != nil }
            .sorted { $0.id.description < $1.id.description }
    }
}

extension DoubtedReadings.Doubt {
    fileprivate init(_ told: Observed.Told, at time: Timestamp) {
        let reading = told.reading
        self.init(
            device: told.device, quantity: reading.quantity, quality: reading.quality, value: reading.value,
            unit: reading.unit, seen: time
        )
    }

    /// Nothing can be judged by it: a grey finding of its own.
    func finding(_ rule: String, _ seen: Observed, limit: Limit, _ what: Text) -> Finding? {
        guard let since = hold.since, let channel = seen.channel(device, quantity)?.channel else { return nil }
        let (title, minutes, time) = (title(channel), limit.value.plainText, seen.now)
        let text = Text(
            zh: "\(title.zh)\(what.zh)，已超过\(minutes)分钟，不能据此判断",
            en: "\(title.en) \(what.en) for more than \(minutes) min: nothing can be judged by it"
        )
        return Finding(
            rule: rule, cause: id.description, of: channel, level: .grey, since: since,
            figure: (time - since).inSeconds / 60, limit: limit,
            text: text
        )
    }

    /// The same where too much of an hour was in doubt.
    func finding(_ rule: String, _ seen: Observed, share: Limit, _ what: Text) -> Finding? {
        guard let found = hour?.found, let channel = seen.channel(device, quantity)?.channel else { return nil }
        let (title, most) = (title(channel), share.value.plainText)
        let percent = found.percent.plainText(decimals: 0, beside: share.value)
        let text = Text(
            zh: "\(title.zh)一小时内\(percent)%的读数\(what.zh)，超过\(most)%，不能据此判断",
            en:
                "\(title.en): \(percent) % of an hour's readings \(what.en), over \(most) %: nothing can be judged by it"
        )
        return Finding(
            rule: rule, cause: id.description, of: channel, level: .grey, since: found.since, figure: found.percent,
            limit: share, text: text)
    }

    private func title(_ channel: Channel) -> Text {
        let device = channel.place.isEmpty ? device.description : "\(channel.place)，\(device)"
        return Text(zh: "\(quantity.title.zh)（\(device)）", en: "\(quantity.title.en) (\(device))")
    }
}
