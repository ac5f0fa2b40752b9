import TestSupport

/// What came through the broker of every device of a soak.
struct SoakRecord {
    struct Device {
        var polls = 0
        /// Of samples with all values, good or in doubt because of another master, milliseconds since 1970, as they came: what was kept while the broker was away comes late.
        var whole: [Int] = []
        var lastWhole = 0

        mutating func addWhole(_ time: Int) {
            whole.append(time)
            lastWhole = max(lastWhole, time)
        }

        /// Between two of them, in milliseconds.
        var longestGap: Int? {
            let times = whole.sorted()
            return zip(times, times.dropFirst()).map { $1 - $0 }.max()
        }
    }

    private(set) var devices: [String: Device] = [:]
    /// Good values that are not the device's.
    private(set) var wrong: [String] = []
    private var taken = 0

    /// Takes in what has arrived since the last time.
    mutating func take(_ messages: [Witness.Message]) {
        for message in messages[taken...] where message.hasSamples { take(message) }
        taken = messages.count
    }

    private mutating func take(_ message: Witness.Message) {
        let json = message.json
        guard let place = (json["device"] as? String)?.split(separator: "@").last.map(String.init),
            let times = json["time"] as? [Int], let readings = json["readings"] as? [String: [String: Any]],
            let values = SoakSite.values(of: place)
        else { return wrong.append(message.text) }
        for (index, time) in times.enumerated() {
            let good = readings.filter { isGood($0.value, index) }
            for (point, reading) in good where values[point] != (reading["value"] as? [Any])?[index] as? Double {
                wrong.append("\(place) \(point) at \(time): \(reading)")
            }
            devices[place, default: Device()].polls += 1
            let usable = readings.filter { isGood($0.value, index) || isInDoubt($0.value, index) }
            if usable.count == values.count { devices[place]?.addWhole(time) }
        }
    }

    private func isGood(_ reading: [String: Any], _ index: Int) -> Bool { quality(reading, index) == "good" }

    /// An answer in another unit's name looks like another master's, after which a line is in doubt for a minute.
    private func isInDoubt(_ reading: [String: Any], _ index: Int) -> Bool {
        quality(reading, index) == "uncertain:otherMaster"
    }

    private func quality(_ reading: [String: Any], _ index: Int) -> String {
        (reading["quality"] as? [String])?[index] ?? "good"
    }
}
