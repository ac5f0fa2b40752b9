public import Facilities
public import StrictYAML

/// The description of a device model: which registers it has, what each means, and how to read them.
public struct DeviceProfile: Hashable, Sendable {
    /// The id, which is also the name of the file: `novus-np785`.
    public var id: String
    /// The name of the model, for people.
    public var name: Text
    /// The document or device from which the register map was taken.
    public var source: String
    /// Whether the map was taken from the maker's manual or from a real device.
    public var verified: Bool
    /// The serial settings on delivery.
    public var serial: SerialDefaults
    /// The limits on requests to the device.
    public var limits: ReadLimits
    /// The mark by which a search of the bus recognises the model; nil if there is none.
    public var identify: Identification?
    /// The registers to write after every reconnect, in this order.
    public var setup: [RegisterWrite]
    /// The time during which readings are in doubt after the device has returned, for a sensor that must warm up; zero
    /// if it need not.
    public var warmUp: Duration
    /// The settings that differ between installations.
    public var parameters: [Parameter]
    /// The quantities that the device measures, and the states that it reports.
    public var points: [Point]
    /// The points that report how far the other points can be trusted.
    public var status: [StatusWord]
    /// Possible answers of the device, and their meaning.
    public var samples: [ProfileSample]
    /// Notes that a technician should read before trusting the readings.
    public var caveats: [Text]
    /// The parts of the profile's file that a person should check.
    public var warnings: [SourceError] = []
}

/// The serial settings with which the maker delivers the device.
public struct SerialDefaults: Hashable, Sendable {
    /// The parity bit of a character.
    public enum Parity: String, Hashable, Sendable, CaseIterable {
        case none, even, odd
    }

    /// The speed in bits per second.
    public var baud = 9600
    /// The parity on delivery.
    public var parity = Parity.none
    /// The number of stop bits, 1 or 2.
    public var stopBits = 1
    /// The address on the bus, 1 to 247.
    public var unit: UInt8 = 1
}

/// The limits within which the device answers requests.
public struct ReadLimits: Hashable, Sendable {
    /// The maximum number of registers in one request, 1 to 125; for coils and discrete inputs, 16 times as many.
    public var maxRegisters = 125
    /// The minimum silence before a request to this device.
    public var gap = Duration.zero
    /// The maximum time until the answer.
    public var timeout = Duration.milliseconds(500)
    /// The minimum silence after a write.
    public var turnaround = Duration.zero
    /// Whether a request may contain registers between its points. Some devices do not answer a request that does.
    public var holes = true
    /// Whether every point needs a request of its own.
    public var alone = false

    /// Returns the maximum number of entries of a table in one request.
    func most(in table: RegisterTable) -> Int { table.isBits ? maxRegisters * 16 : maxRegisters }
}

/// A register that holds a known value in every device of the model, or the first of several that hold a known text.
public struct Identification: Hashable, Sendable {
    /// The value by which the model is recognised.
    public enum Mark: Hashable, Sendable {
        case word(UInt16)
        /// A text in ASCII, two letters per register.
        case text(String)
    }

    /// The register, or the first register of the text.
    public var register: RegisterAddress
    public var mark: Mark

    /// The number of registers to read.
    public var count: Int {
        switch mark {
        case .word: 1
        case .text(let text): (text.utf8.count + 1) / 2
        }
    }

    /// The words that the registers of a device of this model hold.
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

    /// Returns whether the registers hold the word, or begin with the text.
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

/// A value to write to one register.
public struct RegisterWrite: Hashable, Sendable {
    /// The register, which is a coil or a holding register.
    public var register: RegisterAddress
    /// The value to write; 0 or 1 for a coil.
    public var value: UInt16
}

/// An answer of the device, and its meaning.
public struct ProfileSample: Hashable, Sendable {
    /// The words from each address on; a coil or discrete input is a word of 0 or 1.
    public var words: [RegisterAddress: [UInt16]]
    /// The values by point, in the unit of the reading; nil for a bad reading.
    public var gives: [String: Double?]
    /// The qualities by point, where the sample states them.
    public var quality: [String: Quality]
}
