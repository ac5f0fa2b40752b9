public import Facilities
public import StrictYAML

/// What is known of one device model: which registers it has, what each means, and how it wants to be asked.
public struct DeviceProfile: Hashable, Sendable {
    /// As the file is named: `novus-np785`.
    public var id: String
    public var name: Text
    /// Where the register map was read.
    public var source: String
    /// True only if the map was read from the maker's manual or from a real device.
    public var verified: Bool
    public var serial: SerialDefaults
    public var limits: ReadLimits
    /// How a search of the bus recognises the model; nil if it cannot.
    public var identify: Identification?
    /// What is written after every reconnect, in this order.
    public var setup: [RegisterWrite]
    /// How long its readings are in doubt after it came back, for what has to warm up; zero for what does not.
    public var warmUp: Duration
    /// What differs from one installation to the next.
    public var parameters: [Parameter]
    public var points: [Point]
    /// By which points the device says how far the others can be trusted.
    public var status: [StatusWord]
    /// What the device might answer, and what that means.
    public var samples: [ProfileSample]
    /// What a technician should know before trusting the readings.
    public var caveats: [Text]
    /// What in its file a person should look at.
    public var warnings: [SourceError] = []
}

/// How the maker ships the serial port.
public struct SerialDefaults: Hashable, Sendable {
    public enum Parity: String, Hashable, Sendable, CaseIterable {
        case none, even, odd
    }

    /// In bits per second.
    public var baud = 9600
    public var parity = Parity.none
    public var stopBits = 1
    /// The address on the bus, 1 to 247.
    public var unit: UInt8 = 1
}

/// What the device can bear.
public struct ReadLimits: Hashable, Sendable {
    /// Most registers in one request, 1 to 125; of coils and discrete inputs 16 times as many.
    public var maxRegisters = 125
    /// Least silence before a request to this device.
    public var gap = Duration.zero
    /// How long an answer may take.
    public var timeout = Duration.milliseconds(500)
    /// Least silence after a write.
    public var turnaround = Duration.zero
    /// Whether a request may contain registers between its points. Some devices say nothing to one that does.
    public var holes = true
    /// Whether every point needs a request of its own.
    public var alone = false

    /// Most entries of a table in one request.
    func most(in table: RegisterTable) -> Int { table.isBits ? maxRegisters * 16 : maxRegisters }
}

/// A register that holds a known value in every device of the model, or the first of some that hold a known text.
public struct Identification: Hashable, Sendable {
    public enum Mark: Hashable, Sendable {
        case word(UInt16)
        /// ASCII, two letters a register.
        case text(String)
    }

    public var register: RegisterAddress
    public var mark: Mark

    /// How many registers to read.
    public var count: Int {
        switch mark {
        case .word: 1
        case .text(let text): (text.utf8.count + 1) / 2
        }
    }

    /// What the device has there.
    public var words: [UInt16] {
        switch mark {
        case .word(let word): [word]
        case .text(let text):
            stride(from: 0, to: text.utf8.count, by: 2).map { index in
                let bytes = Array(text.utf8.dropFirst(index).prefix(2)) + [0]
                return UInt16(bytes[0]) << 8 | UInt16(bytes[1])
            }
        }
    }

    /// Whether the registers hold the word, or begin with the text.
    public func matches(_ answer: [UInt16]) -> Bool {
        guard answer.count == count else { return false }
        switch mark {
        case .word(let word): return answer == [word]
        case .text(let text):
            let bytes = answer.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            return bytes.starts(with: text.utf8)
        }
    }
}

public struct RegisterWrite: Hashable, Sendable {
    /// A coil or a holding register.
    public var register: RegisterAddress
    public var value: UInt16
}

/// An answer and its meaning.
public struct ProfileSample: Hashable, Sendable {
    /// The words from each address on; a coil or discrete input is a word of 0 or 1.
    public var words: [RegisterAddress: [UInt16]]
    /// By point, in the reading's unit; nil for a bad reading.
    public var gives: [String: Double?]
    /// By point, where the sample says it.
    public var quality: [String: Quality]
}
