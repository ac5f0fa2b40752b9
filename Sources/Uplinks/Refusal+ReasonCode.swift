import Delivery
import MQTT

extension Refusal {
    /// What a broker's reason code of a message asks for. A code that nobody knows is no acknowledgement either: later.
    init(_ code: ReasonCode) {
        let kind: Kind
        switch code {
        case .notAuthorized, .topicNameInvalid: kind = .stream
        case .packetTooLarge, .payloadFormatInvalid: kind = .message
        default: kind = .later
        }
        self.init(kind, code.word)
    }
}

extension ReasonCode {
    /// `0x87`
    var word: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return "0x" + (digits.count < 2 ? "0" : "") + digits
    }

    init?(word: String) {
        guard word.hasPrefix("0x"), let value = UInt8(word.dropFirst(2), radix: 16) else { return nil }
        self.init(rawValue: value)
    }
}
