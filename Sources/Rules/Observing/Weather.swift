import Facilities

/// Wind and rain by a facility's own instruments. Snow and thunder are not measured.
struct Weather: Sendable {
    /// Whether the highest wind of any mast has reached the limit; nil where no mast has reported it lately.
    private(set) var isWindy: Bool?
    /// Whether it rains by any gauge; nil where no gauge has reported it lately.
    private(set) var rains: Bool?
    private(set) var measuresWind = false
    private(set) var measuresRain = false

    /// Creates the weather from the newest values.
    ///
    /// - Parameters:
    ///   - windy: The wind speed that counts as too much.
    ///   - rain: The intensity above which it rains.
    init(_ channels: ObservedChannels, at time: Timestamp, windy: Limit? = nil, rain: Limit) {
        for channel in channels.of(.windSpeed) {
            measuresWind = true
            guard let windy, let wind = channel.fresh(.limits, at: time) else { continue }
            isWindy = isWindy == true || (wind.value >= windy.value && wind.bound != .atMost)
        }
        for channel in channels.of(.rainfall) {
            measuresRain = true
            guard let fall = channel.fresh(.limits, at: time) else { continue }
            rains = rains == true || fall.isPast(rain.value, .above) == true
        }
        for channel in channels.of(.rainState) {
            measuresRain = true
            guard let state = channel.fresh(.numbers, at: time) else { continue }
            rains = rains == true || state.value >= 0.5
        }
    }

    /// Whether noise must not be measured in this weather.
    var isUnfitForNoise: Bool { isWindy == true || rains == true }

    /// The parts of the weather that are unknown.
    var unknown: Unknown {
        var unknown: Unknown = []
        if isWindy == nil { unknown.insert(measuresWind ? .windLost : .windUnmeasured) }
        if rains == nil { unknown.insert(measuresRain ? .rainLost : .rainUnmeasured) }
        return unknown
    }

    struct Unknown: OptionSet, Codable, Hashable, Sendable {
        var rawValue: UInt8

        static let windUnmeasured = Unknown(rawValue: 1)
        static let rainUnmeasured = Unknown(rawValue: 2)
        /// The wind is measured, and gave no value.
        static let windLost = Unknown(rawValue: 4)
        static let rainLost = Unknown(rawValue: 8)

        /// The note in brackets: `（未测风雨）`; empty where all was known.
        var note: Text {
            let parts = lost + unmeasured
            guard !parts.isEmpty else { return Text(zh: "", en: "") }
            let (zh, en) = (parts.map(\.zh).joined(separator: "，"), parts.map(\.en).joined(separator: ", "))
            return Text(zh: "（\(zh)）", en: " (\(en))")
        }

        private var lost: [Text] {
            let both: Unknown = [.windLost, .rainLost]
            if isSuperset(of: both) {
                return [Text(zh: "其间风速、降雨无数据", en: "wind and rain not known throughout")]
            }
            if contains(.windLost) { return [Text(zh: "其间风速无数据", en: "wind not known throughout")] }
            return contains(.rainLost) ? [Text(zh: "其间降雨无数据", en: "rain not known throughout")] : []
        }

        private var unmeasured: [Text] {
            let both: Unknown = [.windUnmeasured, .rainUnmeasured]
            if isSuperset(of: both) { return [Text(zh: "未测风雨", en: "wind and rain not measured")] }
            if contains(.windUnmeasured) { return [Text(zh: "未测风", en: "wind not measured")] }
            return contains(.rainUnmeasured) ? [Text(zh: "未测雨", en: "rain not measured")] : []
        }
    }
}

extension Limit {
    /// The intensity above which it rains; a gauge shows a little by dew and drift without rain.
    static let raining = Limit.ownDefault(
        "rainfallOn", 0.1, .millimetrePerHour, in: 0...10, looser: .below, addressee: .installer)
}
