/// The four register tables, each with a read function of its own (1, 2, 3, 4).
public enum RegisterTable: String, Hashable, Sendable, CaseIterable {
    case coil, discrete, holding, input

    /// Whether an entry is one bit instead of a word.
    public var isBits: Bool { self == .coil || self == .discrete }

    /// How many entries one request may ask for.
    public var maximum: Int { isBits ? 2000 : 125 }
}

/// One read of neighbouring entries of one table.
public struct ModbusRead: Hashable, Sendable {
    public var unit: UInt8
    public var table: RegisterTable
    /// Protocol address, counted from 0.
    public var address: UInt16
    public var count: Int
    /// How long the device may take before it answers. Characters on a serial line take their time besides.
    public var timeout: Duration
    /// The least time that the line must have been silent before the request.
    public var gap: Duration

    public init(
        unit: UInt8, table: RegisterTable, address: UInt16, count: Int, timeout: Duration = .milliseconds(500),
        gap: Duration = .zero
    ) {
        self.unit = unit
        self.table = table
        self.address = address
        self.count = count
        self.timeout = timeout
        self.gap = gap
    }
}

/// One write of coils (0 or 1) or holding registers: one value by function 5 or 6, several by 15 or 16.
public struct ModbusWrite: Hashable, Sendable {
    public var unit: UInt8
    public var table: RegisterTable
    public var address: UInt16
    public var values: [UInt16]
    /// As of a read.
    public var timeout: Duration
    public var gap: Duration
    /// How long the line is left silent after the answer.
    public var turnaround: Duration

    public init(
        unit: UInt8, table: RegisterTable, address: UInt16, values: [UInt16],
        timeout: Duration = .milliseconds(500), gap: Duration = .zero, turnaround: Duration = .zero
    ) {
        self.unit = unit
        self.table = table
        self.address = address
        self.values = values
        self.timeout = timeout
        self.gap = gap
        self.turnaround = turnaround
    }
}

/// What came of one read.
public struct ModbusAnswer: Sendable {
    /// Bits come as words of 0 and 1.
    public var words: Result<[UInt16], ModbusError>
    /// When the request went out, or would have.
    public var asked: ContinuousClock.Instant
    /// When the answer was complete, or given up.
    public var arrived: ContinuousClock.Instant
    /// Units of which something came that nobody waited for: an answer after its time-out, or a second one to a request.
    public var unasked: Set<UInt8> = []
    /// Those of them of which it cannot have been a late answer, nor the last one again: another master, or another device
    /// with their address, is on the line.
    public var disputed: Set<UInt8> = []
    /// Whether another master was heard on the line since the request before.
    public var hasOtherMaster = false
    /// What was not as the standard says.
    public var quirks: Set<FrameQuirk> = []
}
