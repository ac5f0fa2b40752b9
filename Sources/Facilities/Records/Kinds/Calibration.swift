/// A calibration of an instrument: from then on value · gain + offset replaces the device's value. The raw value is
/// stored beside it, and the ledger contains every calibration with its sequence.
public struct Calibration: RecordContent {
    public static let kind = RecordKind(
        "calibration", "校准", "instrument calibrated", at: Set(Facility.Kind.allCases).subtracting([.complaintPoint]),
        broker: .never, by: [.technician])

    /// The device at the facility.
    public var device: DeviceID
    /// The quantity that is corrected.
    public var quantity: Quantity
    /// The factor, 0.01 to 100.
    public var gain: Double
    /// The summand, in the unit of the quantity's readings.
    public var offset: Double
    /// The standard or the certificate that it rests on. Personal.
    public var reference: String

    public init(device: DeviceID, quantity: Quantity, gain: Double = 1, offset: Double = 0, reference: String) {
        self.device = device
        self.quantity = quantity
        self.gain = gain
        self.offset = offset
        self.reference = reference
    }

    public init() { self.init(device: DeviceID(""), quantity: .temperature, reference: "") }

    public static let form: [BoundField<Self>] = [
        .required("device", "设备", "device, by its name at the facility, such as p1 or line-1/3", \.device, .text(120)),
        .required("quantity", "项目", "quantity", \.quantity, .text(40)),
        .required("gain", "增益", "gain", \.gain, .number(0.01...100, .one)),
        .required("offset", "偏移", "offset", \.offset, .number(-1_000_000...1_000_000, .one)),
        .required(
            "reference", "标准或证书", "standard or certificate", \.reference, .text(200), personal: true),
    ]
}
