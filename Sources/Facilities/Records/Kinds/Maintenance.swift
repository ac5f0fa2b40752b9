/// Work on the instruments or the plant: until its end measurements are stored, marked, and not judged.
public struct Maintenance: RecordContent {
    public static let kind = RecordKind(
        "maintenance", "维护或校准中", "maintenance or calibration",
        at: Set(Facility.Kind.allCases).subtracting([.complaintPoint]),
        broker: .never, by: [.owner, .technician])

    /// The type of the work, which decides the mark.
    public enum Mode: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case maintenance, calibrating
    }

    /// The type of the work.
    public var mode: Mode
    /// The end of the work. A time that is not after the record's own ends the work that was announced before.
    public var until: Timestamp
    /// The device; nil for the whole facility.
    public var device: DeviceID?
    /// The reason. Personal.
    public var text: String

    /// The longest time that may be announced at once.
    public static let longest = Duration.days(7)

    public init(mode: Mode = .maintenance, until: Timestamp, device: DeviceID? = nil, text: String) {
        self.mode = mode
        self.until = until
        self.device = device
        self.text = text
    }

    public init() { self.init(until: Timestamp(milliseconds: 0), text: "") }

    public static let form: [BoundField<Self>] = [
        .required("mode", "工作内容", "what is being done", \.mode, .choice(Mode.self)),
        .required("until", "至", "until", \.until, .time),
        .optional("device", "设备", "device, by its name at the facility, such as p1 or line-1/3", \.device, .text(120)),
        .required("text", "原因", "reason", \.text, .text(1000), personal: true),
    ]

    /// Returns the problem of a time that is too long.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        guard let time, let until = values.time("until") else { return [] }
        return [.tooLong(until: until, from: time, longest: longest)].compactMap(\.self)
    }
}

extension Maintenance.Mode {
    public var title: Text {
        switch self {
        case .maintenance: Text(zh: "维护", en: "maintenance")
        case .calibrating: Text(zh: "校准", en: "calibration")
        }
    }
}
