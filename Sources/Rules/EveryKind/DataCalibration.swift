import Facilities

/// A calibration that changes a reading by more than a tenth is a finding until a person has acknowledged it: with a
/// factor of one half any limit would be kept. The tenth is our own default. Stored samples and exports contain the
/// instrument's value beside the corrected one.
struct DataCalibration: Rule {
    static let id = "data.calibration"
    static let colour = RuleClass.data
    static let judges = Text(
        zh: "校准是否使读数改变过大", en: "whether a calibration changes what is measured too far"
    )

    struct State: Codable, Hashable, Sendable {
        var corrections: [Channel.ID: Correction] = [:]
    }

    /// The calibration in force of one channel.
    struct Correction: Codable, Hashable, Sendable {
        var at: Timestamp
        var gain: Double
        var offset: Double
        /// The change of the reading by this calibration, in per cent.
        var change: Double
    }

    var state = State()
    private let limit: Limit

    init(of facility: Facility) {
        limit = facility.limit(
            .ownDefault("calibrationChange", 10, .percent, in: 0...1000, looser: .above, addressee: .installer))
    }

    var limits: [Limit] { [limit] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record, let calibration = record.body as? Calibration {
            take(calibration, of: record, seen)
        }
        guard !state.corrections.isEmpty else { return Verdict() }
        var verdict = Verdict()
        for place in state.corrections.keys.compactMap({ seen.channels.place(of: $0.quantity, $0.device) }).sorted() {
            let known = seen.channels[place]
            guard let correction = state.corrections[known.id], abs(correction.change) > limit.value else { continue }
            verdict.add(finding(correction, known.channel, seen), .checkSensors, in: seen)
        }
        return verdict
    }

    /// Takes a calibration in. For each channel the newest counts: an older one that is entered late changes nothing.
    private mutating func take(_ calibration: Calibration, of record: Record, _ seen: Observed) {
        let id = Channel.ID(calibration.device, calibration.quantity)
        let before = state.corrections[id]
        if let before, before.at > record.at { return }
        var correction = Correction(
            at: record.at, gain: calibration.gain, offset: calibration.offset, change: 0)
        correction.change = change(from: before, to: correction, seen.channel(id.device, id.quantity)?.number)
        state.corrections[id] = correction
    }

    /// Returns the change at the newest value, in per cent; without a value, or at zero, the change of the gain.
    private func change(from before: Correction?, to after: Correction, _ newest: ObservedChannel.Newest?) -> Double {
        let (gain, offset) = (before?.gain ?? 1, before?.offset ?? 0)
        guard gain != 0 else { return 100 }
        guard let value = newest?.measured.value, value != 0 else {
            return ((after.gain / gain - 1) * 100).settled
        }
        let raw = (value - offset) / gain
        return ((raw * after.gain + after.offset - value) / abs(value) * 100).settled
    }

    private func finding(_ correction: Correction, _ channel: Channel, _ seen: Observed) -> Finding {
        let (what, change) = (seen.title(of: channel), correction.change.plainText(decimals: 0, beside: limit.value))
        let (gain, offset) = (correction.gain.plainText(decimals: 4), correction.offset.plainText(decimals: 4))
        let text = Text(
            zh: "\(what.zh)校准后读数改变\(change)%（系数\(gain)，偏移\(offset)），超过\(limit.value.plainText)%，请核对校准依据",
            en:
                "\(what.en): a calibration changed the reading by \(change) % (gain \(gain), offset \(offset)), over \(limit.value.plainText) %: check what it rests on"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .yellow, since: correction.at,
            figure: correction.change, limit: limit, text: text, latches: true)
    }
}
