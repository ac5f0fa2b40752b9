import Facilities

/// The quantities of devices that are in doubt for some reason, and the time since which they are. Nothing is stored
/// about the others.
struct DoubtedReadings: Codable, Hashable, Sendable {
    struct Doubt: Codable, Hashable, Sendable {
        var device: DeviceID
        var quantity: Quantity
        var hold = Hold()
        /// The quality of the newest reading in doubt.
        var quality: Quality
        var value: Double?
        var unit: PhysicalUnit
        /// The time of the newest reading, whatever its quality.
        var seen: Timestamp
        /// The share of an hour in doubt; nil where no rule asks for it, and in the memory of 0.1.0.
        var hour: BadHour?

        var id: Channel.ID { Channel.ID(device, quantity) }
    }

    private var doubts: [Channel.ID: Doubt] = [:]

    /// The time without a reading after which a device counts as removed.
    private static let patience = Duration.days(1)

    /// Takes the readings of an event in.
    ///
    /// - Parameters:
    ///   - share: The share of an hour's readings, in per cent, that is a doubt even where no single doubt lasts.
    ///   - isDoubtful: Returns whether a quality is a doubt; nil where it shows neither, such as that of a missing
    ///     reading.
    mutating func take(
        _ seen: Observed, onDelay: Duration, offDelay: Duration = .seconds(60), share: Double? = nil,
        isDoubtful: (Quality) -> Bool?
    ) {
        let time = seen.now
        for index in seen.newReadings.indices {
            let doubtful = isDoubtful(seen.newReadings.readings[index].quality)
            guard doubtful == true || !doubts.isEmpty else { continue }
            let new = seen.newReadings[index]
            let (reading, channel) = (new.reading, new.channel.id)
            guard doubtful == true || doubts[channel] != nil else { continue }
            var doubt = doubts[channel] ?? Doubt(new, at: time)
            doubt.hold.update(doubtful, at: time, onDelay: onDelay, offDelay: offDelay, gap: new.gap)
            if let share, let doubtful {
                var hour = doubt.hour ?? BadHour()
                hour.add(isBad: doubtful, at: time, most: share)
                doubt.hour = hour == BadHour() ? nil : hour
            }
            doubt.seen = time
            if doubtful == true { (doubt.quality, doubt.value) = (reading.quality, reading.value) }
            let isOver = doubt.hold == Hold() && doubt.hour == nil
            doubts[channel] = isOver ? nil : doubt
        }
    }

    /// Drops devices that no longer exist.
    mutating func pass(to time: Timestamp) {
        guard doubts.contains(where: { time - $0.value.seen > Self.patience }) else { return }
        doubts = doubts.filter { time - $0.value.seen <= Self.patience }
    }

    /// The doubts that have lasted, in a stable order.
    var lasting: [Doubt] {
        guard !doubts.isEmpty else { return [] }
        let lasting = doubts.values.filter(\.hold.isOn)
        return lasting.sorted { $0.id.description < $1.id.description }
    }

    /// The doubts that have not lasted, and fill too large a share of an hour.
    var frequent: [Doubt] {
        guard !doubts.isEmpty else { return [] }
        let frequent = doubts.values.filter { !$0.hold.isOn && $0.hour?.found != nil }
        return frequent.sorted { $0.id.description < $1.id.description }
    }
}

extension DoubtedReadings.Doubt {
    fileprivate init(_ new: Observed.NewReading, at time: Timestamp) {
        let reading = new.reading
        self.init(
            device: new.device, quantity: reading.quantity, quality: reading.quality, value: reading.value,
            unit: reading.unit, seen: time
        )
    }

    /// Returns the grey finding of a lasting doubt: nothing can be judged by such readings.
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

    /// Returns the grey finding of a frequent doubt.
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
