import Facilities

/// The content of samples as bytes that are hashed: the same however they are stored.
///
/// The hash of a series begins as SHA-256 over facility, device and each quantity with its unit, one a line. Each sample makes it
/// SHA-256 over the hash before and the sample: sequence and time (8 bytes each, little endian), then a reading as one byte for
/// its quality, one for its bound (and 16 for a raw value), the 8 bytes of the value where it has one, and those of the raw value.
/// Numbers are IEEE 754, little endian. The codes of qualities and bounds are those of the stored sample.
///
/// The stamp is monotonic time plus the offset of that start of the machine, and every offset is an entry `clock`. So the hash
/// covers which start it was and its monotonic time, too.
enum SampleForm: CaseIterable, Sendable {
    case readings
    /// The bytes as they are stored: for a series that this version of the program cannot read.
    case stored

    private static let hasRaw: UInt8 = 16
    /// No code of a quality: the bytes of a sample follow whose values cannot be read.
    private static let unreadable: UInt8 = 255

    /// The hash of a series before its first sample.
    func start(_ series: SealedSource) -> [UInt8] {
        switch self {
        case .readings: Digest.of(series.lines)
        case .stored: Digest.of("stored\n\(series.stored)")
        }
    }

    /// The hash behind one more sample.
    func next(_ hash: [UInt8], _ sample: StoredSample, _ series: SealedSource) -> [UInt8] {
        var bytes = hash
        bytes.reserveCapacity(hash.count + 16 + 18 * series.columns.count)
        bytes.append(sample.sequence)
        bytes.append(sample.milliseconds)
        if self == .readings, let readings = try? sample.readings(series.columns) {
            for reading in readings { Self.append(reading, to: &bytes) }
        } else {
            bytes.append(Self.unreadable)
            bytes += sample.data
        }
        return Digest.of(bytes)
    }

    private static func append(_ reading: Reading, to bytes: inout [UInt8]) {
        bytes.append(reading.quality.code)
        bytes.append(reading.bound.code | (reading.raw == nil ? 0 : hasRaw))
        if let value = reading.value { bytes.append(value.bitPattern) }
        if let raw = reading.raw { bytes.append(raw.bitPattern) }
    }
}
