import Facilities

/// The values of `bus.mustache`: the frame of the page, into which the parts are inserted.
struct BusView {
    var words: Words
    var bus: BusWords
    var title, at, machine, token, otherURL: String
    var notice: String?
    var lines: [LineView]
    var hasNoLine: Bool

    /// A line, with the forms that suspend it.
    struct LineView {
        var part, name, endpoint, head: String
        var choices: [Choice]
        var devices: [Device]
        var resumeLabel: String
    }

    struct Choice {
        var value, title, label: String
    }

    struct Device {
        var part, html: String
    }

    /// The times for which a line can be suspended, in minutes.
    static let minutes = [10, 30, 60]

    init(_ screen: BusScreen, notice: Text?, token: String, _ visitor: Visitor) {
        let language = visitor.language
        (words, bus) = (.of(language), .of(language))
        title = bus.title
        (at, machine) = (screen.at, screen.machine.html)
        self.notice = notice?[language]
        self.token = token
        otherURL = "/bus?lang=\(words.otherTag)"
        hasNoLine = screen.lines.isEmpty
        let resume = bus.resume
        lines = screen.lines.map { line in
            LineView(
                part: line.head.name, name: line.name, endpoint: line.endpoint, head: line.head.html,
                choices: Self.minutes.map { minutes in
                    let title = BusWords.minutes(minutes, language)
                    return Choice(value: "\(minutes)", title: title, label: "\(line.name): \(title)")
                },
                devices: line.devices.map { Device(part: $0.name, html: $0.html) },
                resumeLabel: "\(line.name): \(resume)")
        }
    }
}

/// The values of `busMachine.mustache`: the gateway itself.
struct BusMachineView: Hashable {
    struct Item: Hashable {
        var label: String
        var notes: [NoteView]
    }

    var items: [Item]

    init(_ items: [MachineReport.Item], _ language: Language) {
        self.items = items.map { item in
            Item(label: item.title[language], notes: item.notes.map { NoteView($0, language) })
        }
    }
}

/// A sentence that is highlighted if somebody has to act.
struct NoteView: Hashable {
    var said: String
    var isProblem: Bool

    init(_ note: MachineReport.Note, _ language: Language) {
        (said, isProblem) = (note.text[language], note.isProblem)
    }
}

/// The values of `busLine.mustache`: the state of a line.
struct BusLineView: Hashable {
    var busy: String
    var suspended: String?
    var advice: String?

    init(_ line: MachineReport.Line, _ time: PageTime) {
        let language = time.language
        let percent = (line.busy * 100).plainText(decimals: 0)
        busy = Text(zh: "最近一分钟占用 \(percent) %", en: "busy for \(percent) % of the last minute")[language]
        suspended = line.suspendedUntil.map { end in
            let end = time.second(end)
            return Text(zh: "已暂停轮询，到 \(end) 自动恢复", en: "polling is suspended until \(end), and resumes by itself")[
                language]
        }
        advice = line.advice?[language]
    }
}

/// The values of `busDevice.mustache`: the state of one unit.
struct BusDeviceView: Hashable {
    struct Entry: Hashable {
        var entry: String
        var values: [Value]
    }

    struct Value: Hashable {
        var quantity, value, read: String
        /// Why the reading cannot be used; nil while it is good.
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

extension PageTime {
    /// Returns the time to the second, with the day if it is not today: `10:31:05`.
    func second(_ time: Timestamp) -> String {
        let text = time.onSite(utcOffset)
        return time.day(utcOffset: utcOffset) == now.day(utcOffset: utcOffset) ? String(text.suffix(8)) : text
    }
}
