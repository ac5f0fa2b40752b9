import Facilities
public import Modbus

/// What goes wrong with a device.
public enum DeviceFault: Hashable, Sendable {
    /// No answer, as without power.
    case dead
    /// The answer comes so much later, which may be after the client has given up.
    case late(Duration)
    case exception(ModbusException)
    /// A wrong CRC; over TCP a wrong transaction id.
    case badCRC
    case halfFrame
    /// The answer names another unit.
    case wrongUnit
    /// The frame is not as the standard says, and the value in it is right.
    case frame(FrameDamage)
    /// The second half of a frame comes so much later, as over radio.
    case pieces(Duration)
    /// No answer on a connection that was not left alone for so long before its first request.
    case leaveAlone(Duration)
    /// No answer to a read with a register that belongs to no point; with a code, that exception.
    case holes(ModbusException?)
    /// The value stays what it was when the fault began.
    case stuck
    /// Of points that are floating-point numbers.
    case nan
    /// What the profile says stands for no value.
    case sentinel
    /// In the unit of the reading, an hour, from when the fault began.
    case drift(Double)
    /// The cable or the adapter of all devices: connections are closed, new ones too, and the serial device is gone.
    case unplugged

    /// Whether it concerns values, and so may be a single point's.
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

    /// How faults are written: `dead`, `late 800ms`, `exception 6`, `drift -2/h`.
    public static let forms = [
        "dead", "late 800ms", "exception 6", "badCRC", "halfFrame", "wrongUnit", "ownUnit", "zeroByte", "echo",
        "padding",
        "doubled", "zeroTransaction", "nextTransaction", "exceptionLength", "otherMaster", "hangUp", "pieces 300ms",
        "leaveAlone 1s", "holes", "holes 4", "stuck", "nan", "sentinel", "drift 2/h", "unplugged",
    ]

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
    /// As it is written.
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

/// A fault that is there, and what has it.
public struct FaultInForce: Hashable, Sendable {
    public var fault: DeviceFault
    /// Nil for all.
    public var unit: UInt8?
    /// Nil for all of the unit's that can have it.
    public var point: String?
    /// When it began, in seconds of the simulated time.
    public var since: Double
    /// How many of the answers it concerns, 0 to 1.
    public var share: Double

    public init(_ fault: DeviceFault, unit: UInt8? = nil, point: String? = nil, since: Double = 0, share: Double = 1) {
        self.fault = fault
        self.unit = unit
        self.point = point
        self.since = since
        self.share = share
    }

    /// Whether it concerns an answer of this unit that is about to be made.
    func strikes(_ unit: UInt8, draw: Double = .random(in: 0..<1)) -> Bool {
        (self.unit ?? unit) == unit && (share >= 1 || draw < share)
    }
}

extension ModbusResponse {
    /// The answer as it is with some faults. Who is dead says nothing; an exception takes the place of the answer; the frame
    /// of either may be damaged, and late.
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
