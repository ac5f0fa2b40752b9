/// A packet as it came over the line; its check code has still to be checked, since that takes the key.
public struct Frame: Hashable, Sendable {
    /// The data segment, perhaps encrypted.
    public var segment: [UInt8]
    /// The four digits of length, 1 … 9999.
    public var saidLength: Int
    /// The four digits of check code.
    public var code: UInt16
    public var deviations: Set<Deviation>
}

/// Finds packets in what a TCP connection delivers: half a packet now and half later, two at once, garbage between them, lengths that are
/// wrong. What it finds does not depend on how the stream is cut: each decision is made at one byte, by what came before.
///
/// Memory and work are bounded whatever comes: it keeps at most `FrameSplitter.limit` bytes and reports no packet of more.
public struct FrameSplitter: Sendable {
    /// The longest data segment: content of 950 bytes takes some 4,800 in the text form of `Encryption`.
    public static let segmentLimit = 6144
    /// The most bytes that are kept while a packet's end is awaited.
    public static let limit = segmentLimit + carrier

    /// The number of bytes that belonged to no packet, without ends of lines. It stops at the greatest number.
    public private(set) var discarded: UInt64 = 0

    private var buffer: [UInt8] = []
    /// The places in `buffer` with `##` with four digits; the first one at 0 if there is any.
    private var starts: [Start] = []
    /// Whether the content is cipher text in the form of text, so that the packet may be much longer than it says. Known once the end has
    /// passed that the length gives.
    private var isLong = false

    private struct Start {
        var place: Int
        var length: Int
    }

    /// `##`, length, check code and CR LF.
    private static let carrier = 12
    private static let headerLength = 6
    /// No data segment is shorter: `CN=9014;CP=&&&&`.
    private static let shortest = 15
    /// The number of starts that are kept at most: more of them before the first packet has ended are no packets.
    private static let mostStarts = 8

    public init() {}

    /// The number of bytes that are kept now.
    public var kept: Int { buffer.count }

    /// Returns the packets that end in these bytes.
    public mutating func append(_ bytes: some Sequence<UInt8>) -> [Frame] {
        var frames: [Frame] = []
        for byte in bytes { take(byte, &frames) }
        return frames
    }

    private mutating func take(_ byte: UInt8, _ frames: inout [Frame]) {
        buffer.append(byte)
        if let length = lengthAtEnd { starts.append(Start(place: buffer.count - Self.headerLength, length: length)) }
        guard let first = starts.first else {
            // They may be the beginning of a start.
            drop(buffer.count - (Self.headerLength - 1))
            return
        }
        if first.place > 0 { drop(first.place) }
        if let frame = finished() {
            frames.append(frame)
            clear()
        } else {
            rejectStarts(&frames)
        }
    }

    /// The length of `##` and four digits, if the last bytes are such.
    private var lengthAtEnd: Int? {
        guard byte(last: 0).isDigit, buffer.count >= Self.headerLength else { return nil }
        let header = buffer.suffix(Self.headerLength)
        guard header.prefix(2).allSatisfy({ $0 == UInt8(ascii: "#") }), header.dropFirst(2).allSatisfy(\.isDigit) else {
            return nil
        }
        let length = header.dropFirst(2).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return Self.shortest...Self.segmentLimit ~= length ? length : nil
    }

    private func byte(last index: Int) -> UInt8 { buffer[buffer.count - 1 - index] }

    /// The packet that ends with the last byte.
    private func finished() -> Frame? {
        let first = starts[0]
        if buffer.count == first.length + Self.carrier - 2, let frame = frame(of: first, end: buffer.count),
            frame.isRight
        {
            // Whether CR LF follows is not awaited: some platforms omit it.
            return frame
        }
        guard byte(last: 0) == 0x0A, buffer.count > Self.carrier, byte(last: 1) == 0x0D else { return nil }
        let end = buffer.count - 2
        let exact = starts.compactMap { start in
            start.place + Self.headerLength + start.length + 4 == end ? frame(of: start, end: end) : nil
        }
        if let frame = exact.first(where: \.isRight) { return frame }
        if let frame = frameOfWrongLength(end: end) { return frame }
        guard first.length + Self.carrier == buffer.count else { return nil }
        // Damaged, or encrypted: its reader finds out.
        return frame(of: first, end: end)
    }

    /// A packet that ends before a CR LF although its length says something else, if the check code is right or it is cipher text.
    private func frameOfWrongLength(end: Int) -> Frame? {
        guard end > Self.headerLength + 6, buffer[(end - 6)..<(end - 4)].allSatisfy({ $0 == UInt8(ascii: "&") }) else {
            return nil
        }
        let tried = starts.count > 1 ? [starts[starts.count - 1], starts[0]] : starts
        for start in tried {
            guard let frame = frame(of: start, end: end), frame.segment.count >= Self.shortest else { continue }
            if frame.segment.count <= Packet.segmentLimit, frame.isRight { return frame }
            if isCipherText(from: start.place) { return frame }
        }
        return nil
    }

    private func isCipherText(from place: Int) -> Bool {
        let mark = Packet.opening + Encryption.opening
        // The header of a packet has some 100 bytes.
        let header = buffer[place...].prefix(200)
        guard header.count >= mark.count else { return false }
        return (header.startIndex...header.endIndex - mark.count).contains {
            buffer[$0..<($0 + mark.count)].elementsEqual(mark)
        }
    }

    /// - Parameter end: behind the check code.
    private func frame(of start: Start, end: Int) -> Frame? {
        let begin = start.place + Self.headerLength
        guard end - 4 >= begin, let code = Checksum.code(buffer[(end - 4)..<end]) else { return nil }
        var deviations: Set<Deviation> = []
        if buffer[(end - 4)..<end].contains(where: { $0 > UInt8(ascii: "F") }) { deviations.insert(.smallCode) }
        return Frame(
            segment: Array(buffer[begin..<(end - 4)]), saidLength: start.length, code: code, deviations: deviations)
    }

    /// Gives up starts that have no packet. One whose length was too small may still end before the next CR LF.
    private mutating func rejectStarts(_ frames: inout [Frame]) {
        let endsLine = buffer.count > 1 && byte(last: 0) == 0x0A && byte(last: 1) == 0x0D
        while let first = starts.first {
            if starts.count <= Self.mostStarts {
                guard buffer.count >= first.length + Self.carrier else { return }
                if buffer.count == first.length + Self.carrier { isLong = isCipherText(from: 0) }
                let bound = isLong ? Self.limit : Packet.segmentLimit + Self.carrier
                if !endsLine, buffer.count < bound { return }
            }
            starts.removeFirst()
            guard let next = starts.first else {
                drop(buffer.count - (Self.headerLength - 1))
                return
            }
            drop(next.place)
            let end = starts[0].length + Self.carrier - 2
            if buffer.count >= end, let frame = frame(of: starts[0], end: end), frame.isRight {
                // It has ended meanwhile. What follows it was not looked at from its own start.
                let rest = Array(buffer[end...])
                frames.append(frame)
                clear()
                for byte in rest { take(byte, &frames) }
                return
            }
            isLong = buffer.count > end + 2 && isCipherText(from: 0)
        }
    }

    private mutating func clear() {
        buffer.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        isLong = false
    }

    private mutating func drop(_ count: Int) {
        guard count > 0 else { return }
        let garbage = buffer[..<count].reduce(0) { $0 + ($1 == 0x0D || $1 == 0x0A ? 0 : 1) }
        let (sum, isTooLarge) = discarded.addingReportingOverflow(UInt64(garbage))
        discarded = isTooLarge ? .max : sum
        buffer.removeFirst(count)
        for index in starts.indices { starts[index].place -= count }
    }
}

extension Frame {
    /// Whether the code is that of the data segment as it was sent.
    fileprivate var isRight: Bool { code == Checksum.of(segment) }
}
