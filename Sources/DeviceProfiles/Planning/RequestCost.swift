/// The line time that a request takes: on a slow line every register counts, on a fast one only the number of requests.
public struct RequestCost: Hashable, Sendable {
    /// The time of one byte on the line, with its start, parity and stop bits.
    public var character: Duration
    /// The number of bytes in the request and the answer other than data.
    public var frame: Int
    /// The silence that must separate two frames on the line.
    public var silence: Duration
    /// The usual time until the device begins its answer.
    public var answer: Duration
    /// The time for which a new connection must be idle before the request, where each request has its own connection.
    public var connection = Duration.zero

    /// Returns the cost on a serial line with the frames of Modbus over Serial Line V1.02, 2.5.1.1: the request takes 8
    /// bytes, 5 bytes surround the data of the answer, and a silence of 3.5 characters, at least 1.75 ms, precedes each
    /// frame.
    public static func serial(character: Duration, answer: Duration = .milliseconds(20)) -> RequestCost {
        RequestCost(
            character: character, frame: 13, silence: max(character * 7 / 2, .microseconds(1750)), answer: answer)
    }

    /// Returns the cost over TCP: the request takes 12 bytes, and 9 bytes surround the data of the answer. A byte
    /// counts as one microsecond, which is the time of a small device's processor rather than of the network.
    public static func tcp(answer: Duration = .milliseconds(5)) -> RequestCost {
        RequestCost(character: .microseconds(1), frame: 21, silence: .zero, answer: answer)
    }

    /// Returns the time from the beginning of the silence before a request to the end of its answer.
    ///
    /// - Parameter limits: the limits of the device, which may require a longer silence.
    public func duration(of block: ReadBlock, _ limits: ReadLimits) -> Duration {
        duration(of: block.count, in: block.table, limits)
    }

    func duration(of count: Int, in table: RegisterTable, _ limits: ReadLimits) -> Duration {
        let data = table.isBits ? (count + 7) / 8 : count * 2
        return max(silence + connection, limits.gap) + character * (frame + data) + answer + silence
    }
}
