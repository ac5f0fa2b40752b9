import Facilities

/// A channel of a facility with its trend and its newest reading.
struct TrendChannel {
    var id: Channel.ID
    /// The place, if there are several channels of the quantity; otherwise nil.
    var place: String?
    /// The newest reading; nil if there is none since the gateway started, for example of a removed device.
    var current: CurrentReading?
    /// The trend; nil if there are no means in the time.
    var trend: Trend?

    /// Returns the channels that a facility has or had in the time. Channels with limits come first, each group in
    /// the order of the facility's page.
    static func all(_ detail: FacilityDetail, _ trends: [Trend]) -> [TrendChannel] {
        let current = detail.readings.map { reading in
            let id = Channel.ID(reading.device, reading.reading.quantity)
            let trend = trends.first { $0.channel == id && $0.unit == reading.reading.unit }
            return TrendChannel(id: id, place: reading.place, current: reading, trend: trend)
        }
        let others = trends.filter { trend in
            !current.contains { $0.trend?.channel == trend.channel && $0.trend?.unit == trend.unit }
        }
        let former = others.map { trend in
            let place = detail.readings.first { $0.device == trend.channel.device }?.place ?? ""
            return TrendChannel(id: trend.channel, place: place, current: nil, trend: trend)
        }
        let all = (current + former).map { channel in
            var channel = channel
            let isAlone = (current + former).filter { $0.id.quantity == channel.id.quantity }.count == 1
            let named = channel.place?.isEmpty == false ? channel.place : channel.id.device.description
            channel.place = isAlone ? nil : named
            return channel
        }
        let isJudged = { (channel: TrendChannel) in detail.limits[channel.id.quantity]?.isEmpty == false }
        return all.filter(isJudged) + all.filter { !isJudged($0) }
    }
}
