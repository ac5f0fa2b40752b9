public import Facilities

extension DeviceProfile {
    /// The readings of the block's points, in their order.
    ///
    /// What the device marks as missing, NaN and infinity become `bad(notAvailable)`; what the instrument cannot
    /// measure, and codes that the profile does not know, `bad(outOfRange)`; what the answer lacks, `bad(busError)`.
    public func readings(in block: ReadBlock, words: [UInt16]) -> [Reading] {
        block.points.map { point in
            let start = Int(point.register.address) - Int(block.address)
            guard start + point.count <= words.count else {
                return Reading(point.quantity, point.unit, bad: .busError)
            }
            return point.reading(words[start..<start + point.count])
        }
    }

    /// The readings of a block that could not be read.
    public func failedReadings(in block: ReadBlock, reason: Quality.Reason) -> [Reading] {
        failedReadings(of: block.points, reason: reason)
    }

    /// The readings of points that were not read.
    public func failedReadings(of points: [Point], reason: Quality.Reason) -> [Reading] {
        points.map { Reading($0.quantity, $0.unit, bad: reason) }
    }

    /// The inverse of reading: the words that come nearest to a value in the reading's unit. Nil if none stand for it.
    ///
    /// The other bits of a register of which the point has only some are 0.
    public func words(for point: Point, value: Double) -> [UInt16]? {
        point.words(value)
    }
}
