/// How far a reading can be trusted. A bad reading has no value.
public enum Quality: Hashable, Sendable {
    case good
    case uncertain(Reason)
    case bad(Reason)

    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The device was silent.
        case noAnswer
        /// The device refused the request.
        case exception
        /// The line is down, or what came was no valid answer.
        case busError
        /// Outside what the instrument can measure.
        case outOfRange
        /// The device's own mark for "no value", or NaN.
        case notAvailable
        /// Unchanged for longer than a live sensor can be.
        case stuck
        /// Changed faster than the thing measured can.
        case rateOfChange
        /// The instrument was switched on too recently.
        case warmingUp
        case maintenance
        case calibrating
        /// The gateway's clock was not set when it was read.
        case clockUntrusted
    }

    public var isBad: Bool {
        if case .bad = self { true } else { false }
    }
}

extension Quality: CustomStringConvertible, Codable {
    /// `good`, `uncertain:stuck`, `bad:noAnswer`.
    public var description: String {
        switch self {
        case .good: "good"
        case .uncertain(let reason): "uncertain:\(reason.rawValue)"
        case .bad(let reason): "bad:\(reason.rawValue)"
        }
    }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count == 2 ? Reason(rawValue: parts[1]) : nil) {
        case ("good", nil) where parts.count == 1: self = .good
        case ("uncertain", let reason?): self = .uncertain(reason)
        case ("bad", let reason?): self = .bad(reason)
        default: return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let quality = Quality(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no quality")
            )
        }
        self = quality
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
