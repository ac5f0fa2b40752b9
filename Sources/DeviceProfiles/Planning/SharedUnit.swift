public import Facilities

/// What is read of one unit of a bus for all device entries that name it.
///
/// Every register is read once, at the shortest period that an entry wants, and within what all of the profiles allow: with
/// the longest silences and time-out, and with the fewest registers in one request.
public struct SharedUnit: Hashable, Sendable {
    /// One of all points that are read alike, whatever the entries call them.
    public let points: [Point]
    public let limits: ReadLimits
    /// In the order of the profiles, each write once.
    public let setup: [RegisterWrite]

    /// - Parameter profiles: as the entries want them; at least one.
    public init(_ profiles: [DeviceProfile]) {
        points = profiles.flatMap(\.points).reduce(into: []) { points, point in
            guard let index = points.firstIndex(where: { $0.isReadLike(point) }) else { return points.append(point) }
            points[index].every = min(points[index].every, point.every)
        }
        limits = profiles.dropFirst().reduce(profiles.first?.limits ?? ReadLimits()) { $0.strictest(with: $1.limits) }
        setup = profiles.flatMap(\.setup).reduce(into: []) { setup, write in
            if !setup.contains(write) { setup.append(write) }
        }
    }

    /// The requests that fetch every point, those of each period apart, in the least line time.
    ///
    /// - Parameter refused: no request contains one of these; points that need one are omitted.
    public func readPlan(at cost: RequestCost, refused: RefusedRegisters = RefusedRegisters()) -> [ReadBlock] {
        ReadBlock.plan(points, at: cost, within: limits, refused: refused)
    }
}

extension ReadLimits {
    /// What both devices can bear.
    func strictest(with other: ReadLimits) -> ReadLimits {
        ReadLimits(
            maxRegisters: min(maxRegisters, other.maxRegisters), gap: max(gap, other.gap),
            timeout: max(timeout, other.timeout), turnaround: max(turnaround, other.turnaround),
            holes: holes && other.holes, alone: alone || other.alone)
    }
}

extension Point {
    /// Whether the same registers, read in the same way, give both.
    func isReadLike(_ other: Point) -> Bool { fields == other.fields }
}

extension ReadBlock {
    /// Which of these points the block gives, by their indices, in the order of the block's own points.
    public func indices(of points: [Point]) -> [Int] {
        self.points.flatMap { own in points.indices.filter { points[$0].isReadLike(own) } }
    }

    /// The readings of points that lie in the block, in their order.
    ///
    /// What the device marks as missing, NaN and infinity become `bad(notAvailable)`; a broken loop, and codes that the
    /// profile does not know, `bad(outOfRange)`; what the answer lacks, `bad(busError)`.
    public func readings(of points: [Point], words: [UInt16]) -> [Reading] {
        points.map { point in
            let needed = point.addresses
            guard needed.lowerBound >= Int(address), needed.upperBound <= Int(address) + words.count else {
                return Reading(point.quantity, point.unit, bad: .busError)
            }
            return point.reading(RegisterWindow(start: Int(address), words: words[...]))
        }
    }
}
