public import Facilities

extension DeviceProfile {
    /// The readings of the block's points, in their order.
    public func readings(in block: ReadBlock, words: [UInt16]) -> [Reading] {
        block.readings(of: block.points, words: words)
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
