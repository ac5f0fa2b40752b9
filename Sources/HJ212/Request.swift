/// A request of a platform to a gateway.
public enum Request: Hashable, Sendable {
    /// 1000: seconds until a packet without answer is sent again, and how often that is done.
    case setTimeouts(seconds: Int, resends: Int)
    /// 1001: the numbers of the hardware, by which a platform hands out `MN` (2025).
    case hardwareNumbers
    /// 1011, perhaps of the instrument for a factor.
    case time(factor: String?)
    /// 1012.
    case setTime(BeijingTime, factor: String?)
    /// 1014: a new key (2025). Only `SKCreateTime` of its fields is known; the others are as they came.
    case exchangeKey(created: BeijingTime?, [Content.Field])
    case realtimeInterval
    /// 1062: 30 … 3600 s.
    case setRealtimeInterval(seconds: Int)
    case minuteInterval
    /// 1064: one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 and 30 min.
    case setMinuteInterval(minutes: Int)
    /// 1072: 1 … 9 characters.
    case setPassword(String)
    case startRealtime, stopRealtime, startStates, stopStates
    /// 2031, 2051 and 2061: intervals whose start lies between the two, which may be equal.
    case intervals(Report.Interval, from: BeijingTime, to: BeijingTime)
    /// 2041: days whose start lies between the two.
    case runHours(from: BeijingTime, to: BeijingTime)
    /// 3019.
    case identity(factor: String?)
    /// 3020: a log between two times, a state or a parameter, by its code.
    case information(factor: String?, id: String, from: BeijingTime?, to: BeijingTime?)
    /// 9015, which a platform may send too.
    case heartbeat

    /// The intervals of minutes that divide an hour and that the standard names.
    public static let minuteIntervals = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30]
    /// The intervals of current values that may be set, in seconds.
    public static let realtimeIntervals = 30...3600
    /// Bounds of what a platform may set, of our own: the standard has none. In seconds, and in number.
    public static let timeouts = 1...3600
    public static let resends = 0...10

    /// The reason why a packet is no request that can be carried out.
    public enum Failure: Error, Hashable, Sendable {
        /// There is no such command.
        case unknownCommand
        /// A gateway has nothing to carry it out with.
        case notCarriedOut
        /// A field of the content is missing or out of its bounds. Its name is there.
        case wrongField(String)
    }

    /// - Throws: `Failure`.
    public init(_ packet: Packet) throws(Failure) {
        guard let command = Command(rawValue: packet.command), command.answering != .none else { throw .unknownCommand }
        guard command.isCarriedOut else { throw .notCarriedOut }
        let content = packet.content
        if let missing = command.demands.first(where: { content[$0] == nil }) { throw .wrongField(missing) }
        let factor = content["PolId"]
        switch command {
        case .setTimeouts:
            self = .setTimeouts(
                seconds: try content.number("OverTime", in: Self.timeouts),
                resends: try content.number("ReCount", in: Self.resends))
        case .hardwareNumbers: self = .hardwareNumbers
        case .time: self = .time(factor: factor)
        case .setTime: self = .setTime(try content.time("SystemTime"), factor: factor)
        case .exchangeKey:
            self = .exchangeKey(created: content["SKCreateTime"].flatMap { BeijingTime($0) }, Array(content.fields))
        case .realtimeInterval: self = .realtimeInterval
        case .setRealtimeInterval:
            self = .setRealtimeInterval(seconds: try content.number("RtdInterval", in: Self.realtimeIntervals))
        case .minuteInterval: self = .minuteInterval
        case .setMinuteInterval:
            let minutes = try content.number("MinInterval", in: 1...30)
            guard Self.minuteIntervals.contains(minutes) else { throw .wrongField("MinInterval") }
            self = .setMinuteInterval(minutes: minutes)
        case .setPassword:
            let password = content["NewPW"] ?? ""
            guard 1...9 ~= password.utf8.count,
                password.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "&") })
            else {
                throw .wrongField("NewPW")
            }
            self = .setPassword(password)
        case .realtime: self = .startRealtime
        case .stopRealtime: self = .stopRealtime
        case .states: self = .startStates
        case .stopStates: self = .stopStates
        case .day, .hour, .minute, .runHours:
            let (begin, end) = try content.range()
            if let interval = Report.Interval.allCases.first(where: { $0.command == command }) {
                self = .intervals(interval, from: begin, to: end)
            } else {
                self = .runHours(from: begin, to: end)
            }
        case .identity: self = .identity(factor: factor)
        case .information:
            let isLog = content["BeginTime"] != nil || content["EndTime"] != nil
            let range = isLog ? try content.range() : nil
            self = .information(factor: factor, id: content["InfoId"] ?? "", from: range?.begin, to: range?.end)
        default: self = .heartbeat
        }
    }
}

extension Content {
    fileprivate func number(_ name: String, in range: ClosedRange<Int>) throws(Request.Failure) -> Int {
        guard let text = self[name], 1...6 ~= text.utf8.count, text.utf8.allSatisfy(\.isDigit), let number = Int(text),
            range ~= number
        else { throw .wrongField(name) }
        return number
    }

    fileprivate func time(_ name: String) throws(Request.Failure) -> BeijingTime {
        guard let time = self[name].flatMap({ BeijingTime($0) }) else { throw .wrongField(name) }
        return time
    }

    fileprivate func range() throws(Request.Failure) -> (begin: BeijingTime, end: BeijingTime) {
        let (begin, end) = (try time("BeginTime"), try time("EndTime"))
        guard begin <= end else { throw .wrongField("EndTime") }
        return (begin, end)
    }
}
