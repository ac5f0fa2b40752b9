/// What a request costs in line time: on a slow line every register counts, on a fast one only the number of requests.
public struct RequestCost: Hashable, Sendable {
    /// One byte on the line, with its start, parity and stop bits.
    public var character: Duration
    /// Bytes of the request and of the answer that are no data.
    public var frame: Int
    /// What must separate two frames on the line.
    public var silence: Duration
    /// How long the device usually takes to begin its answer.
    public var answer: Duration
    /// How long a new connection must be left alone before it, where each request has one of its own.
    public var connection = Duration.zero

    /// On a serial line, framed as Modbus over Serial Line V1.02, 2.5.1.1 says: 8 bytes ask, 5 are around the data, and
    /// 3.5 characters of silence, at least 1.75 ms, are before each frame.
    public static func serial(character: Duration, answer: Duration = .milliseconds(20)) -> RequestCost {
        RequestCost(
            character: character, frame: 13, silence: max(character * 7 / 2, .microseconds(1750)), answer: answer)
    }

    /// Over TCP: 12 bytes ask, 9 are around the data. A byte is reckoned with a microsecond, which is the time of a small
    /// device's processor rather than of the network.
    public static func tcp(answer: Duration = .milliseconds(5)) -> RequestCost {
        RequestCost(character: .microseconds(1), frame: 21, silence: .zero, answer: answer)
    }

    /// From the beginning of the silence before a request to the end of its answer.
    ///
    /// - Parameter limits: of the device, which may want a longer silence.
    public func duration(of block: ReadBlock, _ limits: ReadLimits) -> Duration {
        duration(of: block.count, in: block.table, limits)
    }

    func duration(of count: Int, in table: RegisterTable, _ limits: ReadLimits) -> Duration {
        let data = table.isBits ? (count + 7) / 8 : count * 2
        return max(silence + connection, limits.gap) + character * (frame + data) + answer + silence
    }
}
