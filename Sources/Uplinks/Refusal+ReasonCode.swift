import Delivery
import MQTT

extension Refusal {
    /// Creates the refusal that the reason code of a message calls for. An unknown code is no acknowledgement either:
    /// the message is sent later.
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
    /// The code in hexadecimal, such as `0x87`.
    var word: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return "0x" + (digits.count < 2 ? "0" : "") + digits
    }

    init?(word: String) {
        guard word.hasPrefix("0x"), let value = UInt8(word.dropFirst(2), radix: 16) else { return nil }
        self.init(rawValue: value)
    }
}
