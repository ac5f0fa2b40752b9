import DeviceProfiles
public import Facilities
import HJ212
public import SiteConfiguration
import Uplinks

/// The packets that a platform would get of its stations, with the figures of the devices' own examples: for a person who compares them
/// with what the platform's operator asks for.
public struct PlatformExample {
    /// One packet a station.
    public let lines: [String]

    /// - Parameter now: the time of the packets.
    public init(_ platform: Configuration.Platform, _ configuration: Configuration, now: Timestamp) {
        var numbers = QueryNumbers()
        lines = platform.stations.map { station in
            let samples = Dictionary(
                station.facilities.map { code in
                    let installation = configuration.facilities.first { $0.facility.code == code }
                    return (code, installation?.devices.map { $0.example(at: now) } ?? [])
                }
            ) { first, _ in first }
            guard let report = PlatformFigures(station).realtime(samples) else { return station.number }
            let packet = Packet(
                queryNumber: numbers.next(at: BeijingTime(milliseconds: now.milliseconds)), system: station.system,
                command: report.command.rawValue, password: "******", station: station.number,
                flag: PacketFlag(platform.edition, wantsAnswer: platform.answers), content: report.content)
            return String(decoding: packet.segment, as: UTF8.self)
        }
    }
}

extension Configuration.Device {
    /// Returns a sample of the values in its profile's examples, and 0 for what they lack.
    fileprivate func example(at time: Timestamp) -> Sample {
        let given = profile.samples.map(\.gives).reduce(into: [String: Double]()) { all, one in
            for case (let name, let value?) in one where all[name] == nil { all[name] = value }
        }
        return Sample(
            device: id, time: time,
            readings: profile.points.map { Reading($0.quantity, given[$0.name] ?? 0, $0.quantity.unit ?? $0.unit) })
    }
}
