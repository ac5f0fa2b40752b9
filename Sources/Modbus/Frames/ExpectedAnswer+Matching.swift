/// The comparison of bytes with the answer: unit, function and length must fit the request, and the CRC or the header must be right.
extension ExpectedAnswer {
    enum Match {
        /// The bytes begin with the whole answer.
        case whole(Result<[UInt16], ModbusException>, frame: ArraySlice<UInt8>, Set<FrameQuirk>)
        /// This number of bytes fits the answer, and the rest has not arrived.
        case partial(Int)
        /// The whole answer has arrived, and its CRC is wrong.
        case damaged
        /// The bytes are something else.
        case other
    }

    /// Compares the beginning of some bytes with the answer.
    ///
    /// - Parameter bytes: at least one byte.
    func match(_ bytes: ArraySlice<UInt8>) -> Match {
        switch framing {
        case .rtu: matchRTU(bytes)
        case .tcp: matchTCP(bytes)
        }
    }

    private func matchRTU(_ bytes: ArraySlice<UInt8>) -> Match {
        guard bytes.first == request.unit, let length = length(of: bytes.dropFirst()) else { return .other }
        guard case .known(let length) = length, bytes.count >= length + 3 else { return .partial(bytes.count) }
        let frame = bytes.prefix(length + 3)
        guard Framing.hasRightCRC(frame) else { return .damaged }
        guard let answer = request.words(in: frame.dropFirst().dropLast(2)) else { return .other }
        return .whole(answer, frame: frame, [])
    }

    private func matchTCP(_ bytes: ArraySlice<UInt8>) -> Match {
        let header = bytes.prefix(7)
        guard accepts(header) else { return .other }
        guard bytes.count > 7 else { return .partial(bytes.count) }
        let pdu = bytes.dropFirst(7)
        guard let length = length(of: pdu) else { return .other }
        guard case .known(let length) = length, pdu.count >= length else { return .partial(bytes.count) }
        let stated = Int(header.word(at: 4)) - 1
        let isException = pdu.first == request.function | 0x80
        guard stated >= length || isException else { return .other }
        // An exception is complete without the bytes that a wrong length in its header announces: they may never come.
        guard isException || pdu.count >= stated else { return .partial(bytes.count) }
        guard let answer = request.words(in: pdu.prefix(length)) else { return .other }
        var quirks = differences(header)
        if stated != length { quirks.insert(isException ? .exceptionLength : .padding) }
        return .whole(answer, frame: bytes.prefix(7 + max(length, stated)), quirks)
    }

    /// Returns whether a header, or the beginning of one, may be that of the answer.
    private func accepts(_ header: ArraySlice<UInt8>) -> Bool {
        if header.count > 2, header.byte(at: 2) != 0 { return false }
        if header.count > 3, header.byte(at: 3) != 0 { return false }
        if header.count > 5, !(2...254).contains(header.word(at: 4)) { return false }
        if header.count > 6, header.byte(at: 6) != request.unit, !settings.acceptsAnyUnit { return false }
        guard header.count > 1 else { return settings.ignoresTransactionID || header.byte(at: 0) == transaction >> 8 }
        guard settings.ignoresTransactionID else { return header.word(at: 0) == transaction }
        return !TransactionIDs.isEarlier(header.word(at: 0), than: transaction)
    }

    /// Returns the differences between a whole header and the expected one.
    private func differences(_ header: ArraySlice<UInt8>) -> Set<FrameQuirk> {
        var differences: Set<FrameQuirk> = []
        if header.word(at: 0) != transaction { differences.insert(.transactionID) }
        if header.byte(at: 6) != request.unit { differences.insert(.otherUnit) }
        return differences
    }

    /// Returns the deviations that the settings of the bus would have to allow for this frame to be the answer; none where it cannot be
    /// the answer with any settings.
    func refused(_ frame: ArraySlice<UInt8>) -> Set<FrameQuirk> {
        guard framing == .tcp, frame.count > 8 else { return [] }
        let (header, pdu) = (frame.prefix(7), frame.dropFirst(7))
        guard request.words(in: pdu) != nil else { return [] }
        let isKnown = [transaction, transaction &+ 1, 0].contains(header.word(at: 0))
        return isKnown ? differences(header) : []
    }

    private enum Length {
        case known(Int)
        case unknown
    }

    /// Returns the length of a PDU by its first bytes; nil where it is no answer to the request.
    private func length(of pdu: ArraySlice<UInt8>) -> Length? {
        guard let function = pdu.first else { return .unknown }
        if function == request.function | 0x80 { return .known(2) }
        guard function == request.function else { return nil }
        switch request {
        case .read:
            guard let count = pdu.dropFirst().first else { return .unknown }
            return Int(count) == request.answerLength - 2 ? .known(request.answerLength) : nil
        case .write:
            return request.pdu.prefix(5).starts(with: pdu.prefix(5)) ? .known(request.answerLength) : nil
        }
    }
}
