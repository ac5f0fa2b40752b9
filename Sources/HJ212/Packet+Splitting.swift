extension Packet {
    /// Splits a packet whose content has more than 950 bytes, or whose data segment has more than 1024, into several that are numbered by
    /// `PNUM` and `PNO`. Each has a `QN` of its own and begins with the `DataTime` of the whole (tables C.49 and C.50).
    ///
    /// - Parameter queryNumber: called once for each packet after the first, which keeps its own.
    /// - Returns: the packet itself where it is not too long.
    /// - Throws: `.indivisible` if one group is too long by itself; groups are not split.
    public func split(_ queryNumber: () -> String) throws(PacketError) -> [Packet] {
        let (header, text) = pieces
        // `PNUM=99;PNO=99;` comes to the header.
        let limit = min(Self.contentLimit, Self.segmentLimit - header.count - 2)
        guard text.count > limit else { return [self] }
        let room = min(Self.contentLimit, limit - "PNUM=9999;PNO=9999;".utf8.count)
        let isDated = content.groups.first?.fields.first?.name == Report.dataTimeName
        let repeated = isDated ? Array(content.groups.prefix(1)) : []
        var contents: [Content] = []
        var size = 0
        for group in content.groups.dropFirst(repeated.count) {
            let count = length(of: group) + 1
            let start = repeated.reduce(0) { $0 + length(of: $1) + 1 }
            guard start + count - 1 <= room else { throw .indivisible(count - 1) }
            if contents.isEmpty || size + count - 1 > room {
                contents.append(Content(repeated))
                size = start
            }
            contents[contents.count - 1].groups.append(group)
            size += count
        }
        return contents.enumerated().map { index, content in
            var packet = self
            if index > 0 { packet.queryNumber = queryNumber() }
            packet.part = Part(index + 1, of: contents.count)
            packet.flag?.rawValue |= 2
            packet.content = content
            return packet
        }
    }

    private func length(of group: Content.Group) -> Int {
        encoding == .utf8 ? group.description.utf8.count : group.description.unicodeScalars.count
    }
}

/// Joins packets that were split. What it keeps is bounded; what is not complete in time is dropped.
public struct PacketJoiner: Hashable, Sendable {
    /// The most parts of one packet, and the most packets that wait for parts at one time.
    public static let partLimit = 64
    public static let waitingLimit = 4
    /// In ms.
    public static let patience: Int64 = 120_000

    private var waiting: [Waiting] = []

    private struct Waiting: Hashable, Sendable {
        var key: Key
        var since: Int64
        var parts: [Int: Packet]
    }

    /// Parts have different `QN`, so a whole is known by these.
    private struct Key: Hashable, Sendable {
        var station: String
        var system: String
        var command: Int
        var time: String?
        var count: Int
    }

    public init() {}

    /// The number of packets that wait for others.
    public var count: Int { waiting.reduce(0) { $0 + $1.parts.count } }

    /// Returns a packet that is complete: one that is no part at once, the whole with its last part. It has the `QN` of the first part.
    ///
    /// - Parameter uptime: ms of a clock that only runs on.
    public mutating func take(_ packet: Packet, uptime: Int64) -> Packet? {
        waiting.removeAll { uptime - $0.since > Self.patience }
        guard let part = packet.part, part.count > 1 else { return packet }
        guard 2...Self.partLimit ~= part.count, 1...part.count ~= part.number else { return nil }
        let key = Key(
            station: packet.station, system: packet.system, command: packet.command,
            time: packet.content[Report.dataTimeName],
            count: part.count)
        let index = waiting.firstIndex { $0.key == key } ?? place(key, uptime)
        waiting[index].parts[part.number] = packet
        guard waiting[index].parts.count == part.count else { return nil }
        let parts = waiting.remove(at: index).parts
        return Self.whole(parts)
    }

    private mutating func place(_ key: Key, _ uptime: Int64) -> Int {
        if waiting.count == Self.waitingLimit { waiting.removeFirst() }
        waiting.append(Waiting(key: key, since: uptime, parts: [:]))
        return waiting.count - 1
    }

    private static func whole(_ parts: [Int: Packet]) -> Packet? {
        guard var whole = parts[1] else { return nil }
        let time = whole.content.groups.first
        for number in 2...parts.count {
            let groups = parts[number]?.content.groups ?? []
            let isDated = groups.first?.fields.first?.name == Report.dataTimeName && groups.first == time
            whole.content.groups += groups.dropFirst(isDated ? 1 : 0)
        }
        whole.part = nil
        whole.flag?.rawValue &= ~2
        return whole
    }
}
