import Facilities

/// The form in which the content of samples is hashed, independent of how they are stored.
///
/// The hash of a series begins as SHA-256 over the facility, the device, and each quantity with its unit, each on a line. With each sample
/// it becomes SHA-256 over the previous hash and the sample: sequence and time (8 bytes each, little endian), then for each reading a byte
/// for its quality, a byte for its bound (plus 16 for a raw value), the 8 bytes of the value if it has one, and those of the raw value.
/// Numbers are IEEE 754, little endian. The codes of qualities and bounds are those of the stored sample.
///
/// A time stamp is the monotonic time plus the offset of that start of the machine, and every offset is in an entry `clock`. So the hash
/// also covers the start of the machine and its monotonic time.
enum SampleForm: CaseIterable, Sendable {
    /// The decoded readings.
    case readings
    /// The stored bytes, for a series that this version of the program cannot read.
    case stored

    private static let hasRaw: UInt8 = 16
    /// The byte before the stored bytes of a sample that cannot be decoded. It is no code of a quality.
    private static let unreadable: UInt8 = 255

    /// Returns the hash of a series before its first sample.
    func start(_ series: SealedSource) -> [UInt8] {
        switch self {
        case .readings: Digest.of(series.lines)
        case .stored: Digest.of("stored\n\(series.stored)")
        }
    }

    /// Returns the hash of a series after one more sample.
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
