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
