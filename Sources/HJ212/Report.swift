/// A report of a gateway to a platform that is no answer.
public enum Report: Hashable, Sendable {
    /// 2011: what is measured now.
    case realtime(at: BeijingTime, [FactorReport])
    /// 2051, 2061 and 2031: an interval by its *start*.
    case interval(Interval, start: BeijingTime, [FactorReport])
    /// 2021: which treatment facilities run.
    case states(at: BeijingTime, [Machine<Bool>])
    /// 2041: how many hours they ran on a day, which is named by its start.
    case runHours(day: BeijingTime, [Machine<DecimalNumber>])
    /// 2081: when the gateway was started.
    case restarted(at: BeijingTime, start: BeijingTime)
    /// 3019: the serial number of an instrument, by the factor that it measures.
    case identity(at: BeijingTime?, factor: String, serial: String)
    /// 3020: log entries, states or parameters of an instrument.
    case information(at: BeijingTime, factor: String?, [Content.Field])
    /// 9015.
    case heartbeat

    public enum Interval: Hashable, Sendable, CaseIterable {
        case minute, hour, day

        public var command: Command {
            switch self {
            case .minute: .minute
            case .hour: .hour
            case .day: .day
            }
        }
    }

    /// A treatment facility by its number: `SB1`.
    public struct Machine<Value: Hashable & Sendable>: Hashable, Sendable {
        /// 1 …
        public var number: Int
        public var value: Value

        public init(_ number: Int, _ value: Value) {
            self.number = number
            self.value = value
        }
    }

    public var command: Command {
        switch self {
        case .realtime: .realtime
        case .interval(let interval, _, _): interval.command
        case .states: .states
        case .runHours: .runHours
        case .restarted: .restarted
        case .identity: .identity
        case .information: .information
        case .heartbeat: .heartbeat
        }
    }

    /// Whether it is about an instrument and no measured value.
    var isAboutInstrument: Bool { command == .identity || command == .information }

    public var content: Content {
        switch self {
        case .realtime(let time, let factors), .interval(_, let time, let factors):
            return Content([Self.dataTime(time)] + factors.map(\.group))
        case .states(let time, let machines):
            return Content(
                [Self.dataTime(time)]
                    + machines.map { Content.Group([Content.Field("SB\($0.number)-RS", $0.value ? "1" : "0")]) })
        case .runHours(let day, let machines):
            return Content(
                [Self.dataTime(day)]
                    + machines.map { Content.Group([Content.Field("SB\($0.number)-RT", $0.value.description)]) })
        case .restarted(let time, let start):
            return Content([Self.dataTime(time), Content.Group([Content.Field("RestartTime", start.description)])])
        case .identity(let time, let factor, let serial):
            let fields = [Content.Field("PolId", factor), Content.Field("\(factor)-SN", serial)]
            return Content((time.map { [Self.dataTime($0)] } ?? []) + fields.map { Content.Group([$0]) })
        case .information(let time, let factor, let fields):
            let factor = factor.map { [Content.Field("PolId", $0)] } ?? []
            return Content([Self.dataTime(time)] + (factor + fields).map { Content.Group([$0]) })
        case .heartbeat: return Content()
        }
    }

    private static func dataTime(_ time: BeijingTime) -> Content.Group {
        Content.Group([Content.Field(dataTimeName, time.description)])
    }

    static let dataTimeName = "DataTime"
}

extension Report {
    /// Reads what a packet reports; nil if any of it is not understood. A platform of one's own needs it, and tests.
    public init?(_ packet: Packet) {
        let groups = packet.content.groups.filter { !($0.fields.count == 1 && $0.fields[0].description.isEmpty) }
        guard let command = Command(rawValue: packet.command) else { return nil }
        if command == .heartbeat, groups.isEmpty {
            self = .heartbeat
            return
        }
        let first = groups.first?.fields.first
        let time = first?.name == Self.dataTimeName ? first?.value.flatMap { BeijingTime($0) } : nil
        let rest = Array(time == nil ? groups[...] : groups.dropFirst())
        if command == .identity {
            self.init(identity: rest, at: time)
            return
        }
        guard let time else { return nil }
        switch command {
        case .realtime: self.init(factors: rest) { .realtime(at: time, $0) }
        case .minute, .hour, .day:
            let interval = Interval.allCases.first { $0.command == command } ?? .minute
            self.init(factors: rest) { .interval(interval, start: time, $0) }
        case .states:
            let machines = rest.compactMap { Self.machine($0, "RS") { ["0": false, "1": true][$0] } }
            guard machines.count == rest.count else { return nil }
            self = .states(at: time, machines)
        case .runHours:
            let machines = rest.compactMap { Self.machine($0, "RT") { DecimalNumber($0) } }
            guard machines.count == rest.count else { return nil }
            self = .runHours(day: time, machines)
        case .restarted:
            guard let start = packet.content["RestartTime"].flatMap({ BeijingTime($0) }) else { return nil }
            self = .restarted(at: time, start: start)
        case .information:
            var fields = rest.flatMap(\.fields)
            let factor = fields.first?.name == "PolId" ? fields.removeFirst().value : nil
            self = .information(at: time, factor: factor, fields)
        default: return nil
        }
    }

    private init?(factors groups: [Content.Group], _ report: ([FactorReport]) -> Report) {
        let factors = groups.compactMap { FactorReport($0) }
        guard factors.count == groups.count else { return nil }
        self = report(factors)
    }

    private init?(identity groups: [Content.Group], at time: BeijingTime?) {
        let fields = groups.flatMap(\.fields)
        guard fields.count == 2, fields[0].name == "PolId", let factor = fields[0].value,
            fields[1].name == "\(factor)-SN",
            let serial = fields[1].value
        else { return nil }
        self = .identity(at: time, factor: factor, serial: serial)
    }

    private static func machine<Value>(
        _ group: Content.Group, _ kind: String, _ value: (String) -> Value?
    ) -> Machine<Value>? {
        let parts = group.fields.first?.name.split(separator: "-") ?? []
        guard group.fields.count == 1, parts.count == 2, parts[0].hasPrefix("SB"), parts[1] == kind,
            let number = Int(parts[0].dropFirst(2)), number > 0, let value = group.fields[0].value.flatMap(value)
        else { return nil }
        return Machine(number, value)
    }
}
