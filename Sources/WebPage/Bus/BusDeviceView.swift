import Facilities

/// The values of `busDevice.mustache`: the state of one unit.
struct BusDeviceView: Hashable {
    struct Entry: Hashable {
        var entry: String
        var values: [Value]
    }

    struct Value: Hashable {
        var quantity, value, read: String
        /// The reason why the reading cannot be used; nil while it is good.
        var quality: String?
    }

    var name, look, symbol, state: String
    var since: String?
    var advice: String?
    var entries: [Entry]
    var counts: String
    var answers: String?

    init(_ device: MachineReport.Device, _ time: PageTime) {
        let (language, mark) = (time.language, device.state.mark)
        name = device.name
        (look, symbol, state) = (mark.look, mark.symbol, mark.title[language])
        // A device of a suspended line may still have the time of an earlier failure.
        let offline = device.state == .offline ? device.offlineSince : nil
        since = offline.map { since in
            let since = time.second(since)
            return Text(zh: "自 \(since)", en: "since \(since)")[language]
        }
        advice = device.advice?[language]
        entries = device.entries.map { entry in
            Entry(entry: entry.name, values: entry.readings.map { Value($0, time) })
        }
        counts = device.counts.map { $0[language] }.joined(separator: " · ")
        let times = device.answers.map { $0[language] }.joined(separator: " · ")
        answers = times.isEmpty ? nil : Text(zh: "应答时间 \(times)", en: "answers in \(times)")[language]
    }
}

extension BusDeviceView.Value {
    /// Shows a reading with its time to the second. Ages below a minute are not counted in seconds, since each
    /// second would change all values.
    init(_ current: CurrentReading, _ time: PageTime) {
        let view = ReadingView(current.reading, language: time.language)
        (quantity, value) = (view.quantity, view.value)
        quality = view.quality.isEmpty ? nil : view.quality
        let isFresh = time.now - current.time < .minutes(1)
        let fresh = Text(zh: "不到1分钟前", en: "under 1 min ago")[time.language]
        let age = isFresh ? fresh : time.age(of: current.time)
        read = "\(time.second(current.time)) · \(age)"
    }
}
