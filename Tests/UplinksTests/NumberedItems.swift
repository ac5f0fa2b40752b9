import Facilities
import Uplinks

extension Facility.Code {
    static let here = Facility.Code("NJ320104D000049")!
    static let there = Facility.Code("NJ320104D000057")!
}

extension Item {
    /// Returns an item of one of five streams: samples of two facilities, and now and then an entry of a facility or of the gateway,
    /// or means.
    static func numbered(_ sequence: Int64) -> Item {
        let time = Timestamp(seconds: 1_800_000_000 + sequence)
        switch sequence % 10 {
        case 0, 5: return .loss(sequence, sequence % 10 == 0 ? .here : nil)
        case 7:
            var values = Accumulator(.arithmetic)
            values.add(100)
            let column = Aggregate.Column(.tsp, .microgramPerCubicMetre, values, minutes: 1)
            let means = Aggregate(device: DeviceID("b/1"), interval: .quarter, start: time, columns: [column])
            return .aggregate(Kept(sequence: sequence, facility: .here, time: time, means))
        default:
            let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
            let sample = Sample(device: DeviceID("b/1"), time: time, readings: [reading])
            return .sample(Kept(sequence: sequence, facility: sequence % 2 == 0 ? .here : .there, time: time, sample))
        }
    }

    /// Returns an entry of a facility, or of the gateway.
    static func loss(_ sequence: Int64, _ facility: Facility.Code?) -> Item {
        let loss = Loss(from: 1, to: 1, count: 1, reason: .memory)
        return .entry(
            KeptEntry(sequence: sequence, facility: facility, time: Timestamp(seconds: 1_800_000_000), .loss(loss)))
    }

    /// Returns an entry whose message has at least so many bytes.
    static func large(_ sequence: Int64, bytes: Int) -> Item {
        let text = String(repeating: "字", count: bytes / 3 + 1)
        let entry = UnknownEntry(event: "note", fields: ["event": .string("note"), "text": .string(text)])
        let time = Timestamp(seconds: 1_800_000_000)
        return .entry(KeptEntry(sequence: sequence, facility: .here, time: time, .unknown(entry)))
    }
}

extension PostedStatus {
    /// Returns a status of the facility `here`.
    static func here(_ light: Light = .green) -> PostedStatus {
        let time = Timestamp(seconds: 1_800_000_000)
        let status = Status(
            code: .here, kind: .dustSite, name: "工地", light: light, since: time, asOf: time, findings: [], next: nil,
            last: nil)
        return PostedStatus(status, sequence: 0, url: "https://ma.example.cn/q/1")
    }
}
