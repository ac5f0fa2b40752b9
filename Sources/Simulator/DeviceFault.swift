import Facilities
public import Modbus

/// A fault of a simulated device.
public enum DeviceFault: Hashable, Sendable {
    /// The device does not answer, as without power.
    case dead
    /// The answer is delayed by this time, possibly until after the client has given up.
    case late(Duration)
    /// The device answers with this exception.
    case exception(ModbusException)
    /// The answer has a wrong CRC or, over TCP, a wrong transaction id.
    case badCRC
    /// The frame is cut after its first half.
    case halfFrame
    /// The answer names another unit.
    case wrongUnit
    /// The frame violates the standard, but the value in it is right.
    case frame(FrameDamage)
    /// The second half of a frame comes this much later than the first, as over radio.
    case pieces(Duration)
    /// There is no answer on a connection that was not idle for this long before its first request.
    case leaveAlone(Duration)
    /// There is no answer to a read that includes a register of no point; with an exception, the answer is that
    /// exception.
    case holes(ModbusException?)
    /// The value stays as it was when the fault began.
    case stuck
    /// The value is NaN. Only points that are floating-point numbers can have this fault.
    case nan
    /// The registers hold the code that stands for "no value" in the profile.
    case sentinel
    /// The value drifts by this much per hour, in the unit of the reading, from the time when the fault began.
    case drift(Double)
    /// The network cable or the serial adapter of all devices is unplugged: connections are closed, new ones too, and
    /// the serial device does not exist.
    case unplugged

    /// Whether the fault changes values, so that it can affect a single point.
    public var isOfValues: Bool {
        switch self {
        case .stuck, .nan, .sentinel, .drift: true
        default: false
        }
    }

    private static let words: [String: DeviceFault] = [
        "dead": .dead, "badCRC": .badCRC, "halfFrame": .halfFrame, "wrongUnit": .wrongUnit, "stuck": .stuck,
        "nan": .nan,
        "sentinel": .sentinel, "unplugged": .unplugged, "holes": .holes(nil), "zeroByte": .frame(.zeroByte),
        "echo": .frame(.echo), "padding": .frame(.padding), "doubled": .frame(.doubled),
        "zeroTransaction": .frame(.zeroTransaction), "nextTransaction": .frame(.nextTransaction),
        "ownUnit": .frame(.ownUnit), "exceptionLength": .frame(.exceptionLength), "otherMaster": .frame(.otherMaster),
        "hangUp": .frame(.hangUp),
    ]

    /// The written forms of all faults, as examples: `dead`, `late 800ms`, `exception 6`, `drift -2/h`.
    public static let forms = [
        "dead", "late 800ms", "exception 6", "badCRC", "halfFrame", "wrongUnit", "ownUnit", "zeroByte", "echo",
        "padding",
        "doubled", "zeroTransaction", "nextTransaction", "exceptionLength", "otherMaster", "hangUp", "pieces 300ms",
        "leaveAlone 1s", "holes", "holes 4", "stuck", "nan", "sentinel", "drift 2/h", "unplugged",
    ]

    /// Reads the written form of a fault; nil if the text is not one.
    public init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        switch (parts.first, parts.dropFirst().first) {
        case (let word?, nil): self.init(word: word)
        case (let word?, let amount?) where parts.count == 2: self.init(word, amount)
        default: return nil
        }
    }

    private init?(word: String) {
        guard let fault = Self.words[word] else { return nil }
        self = fault
    }

    private init?(_ word: String, _ amount: String) {
        switch word {
        case "late":
            guard let delay = Duration(amount) else { return nil }
            self = .late(delay)
        case "pieces":
            guard let pause = Duration(amount) else { return nil }
            self = .pieces(pause)
        case "leaveAlone":
            guard let rest = Duration(amount) else { return nil }
            self = .leaveAlone(rest)
        case "holes":
            guard let code = UInt8(amount), 1...11 ~= code else { return nil }
            self = .holes(ModbusException(rawValue: code))
        case "exception":
            guard let code = UInt8(amount), 1...11 ~= code else { return nil }
            self = .exception(ModbusException(rawValue: code))
        case "drift":
            guard amount.hasSuffix("/h"), let rate = Double(amount.dropLast(2)), rate.isFinite else { return nil }
            self = .drift(rate)
        default: return nil
        }
    }
}

extension DeviceFault: CustomStringConvertible {
    /// The written form of the fault.
    public var description: String {
        switch self {
        case .late(let delay): "late \(delay.text)"
        case .exception(let exception): "exception \(exception.rawValue)"
        case .pieces(let pause): "pieces \(pause.text)"
        case .leaveAlone(let rest): "leaveAlone \(rest.text)"
        case .holes(let exception?): "holes \(exception.rawValue)"
        case .drift(let rate): "drift \(rate.plainText)/h"
        default: Self.words.first { $0.value == self }?.key ?? ""
        }
    }
}

/// A fault that is active, and the devices and points that it affects.
public struct FaultInForce: Hashable, Sendable {
    /// The fault itself.
    public var fault: DeviceFault
    /// The unit that has the fault; nil for all units.
    public var unit: UInt8?
    /// The point that has the fault; nil for all points of the unit that can have it.
    public var point: String?
    /// The time at which the fault began, in seconds of simulated time.
    public var since: Double
    /// The share of answers that the fault affects, 0 to 1.
    public var share: Double

    public init(_ fault: DeviceFault, unit: UInt8? = nil, point: String? = nil, since: Double = 0, share: Double = 1) {
        self.fault = fault
        self.unit = unit
        self.point = point
        self.since = since
        self.share = share
    }

    /// Returns whether the fault affects the next answer of this unit.
    ///
    /// - Parameter draw: a random number from 0 to 1; the fault affects the answer if it is below `share`.
    func strikes(_ unit: UInt8, draw: Double = .random(in: 0..<1)) -> Bool {
        (self.unit ?? unit) == unit && (share >= 1 || draw < share)
    }
}

extension ModbusResponse {
    /// Returns the answer changed by some faults. A dead device is silent; an exception replaces the answer; the frame
    /// of either may be damaged and delayed.
    func with(_ faults: [DeviceFault]) -> ModbusResponse {
        guard !faults.contains(.dead), !faults.contains(.unplugged) else { return .silence }
        var response = self
        for case .exception(let exception) in faults { response = .exception(exception) }
        if faults.contains(.badCRC) { response = .damaged(response, .badCheck) }
        if faults.contains(.halfFrame) { response = .damaged(response, .half) }
        if faults.contains(.wrongUnit) { response = .damaged(response, .wrongUnit) }
        for case .frame(let damage) in faults { response = .damaged(response, damage) }
        for case .pieces(let pause) in faults { response = .inPieces(response, pause) }
        for case .leaveAlone(let rest) in faults { response = .leftAlone(response, rest) }
        for case .late(let delay) in faults { response = .late(response, by: delay) }
        return response
    }
}
