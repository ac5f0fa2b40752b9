/// A packet without what carries it: the fields of its data segment (6.3.3).
///
/// A text that is empty and an option that is nil are not written. So a packet whose sender omits a field can be read too.
public struct Packet: Hashable, Sendable {
    /// `QN`: 17 digits of local time to the millisecond; an answer repeats that of what it answers.
    public var queryNumber: String
    /// `ST`: two digits, such as 39 for construction dust, 91 for what concerns the connection itself.
    public var system: String
    /// `CN`, 0 … 9999.
    public var command: Int
    /// `PW`: up to 9 characters.
    public var password: String
    /// `MN`: 24 characters `0-9A-F`, which the platform hands out.
    public var station: String
    /// The `Flag`; nil if it is missing or no number. Such a packet is refused with `QnRtn=6`.
    public var flag: PacketFlag?
    /// `PNUM` and `PNO`, only in a packet that is one of several.
    public var part: Part?
    /// `RF=1`: the packet is sent again, or late (HJ 212-2025; 2017 has no such field).
    public var isResent: Bool
    /// Fields of the header that are not known, in the order of the text.
    public var others: [Content.Field]
    public var content: Content
    public var encoding: Encoding

    /// The place of a packet among those that a larger one was split into.
    public struct Part: Hashable, Sendable {
        /// `PNUM`, 1 … 99,999,999.
        public var count: Int
        /// `PNO`, 1 … `count`.
        public var number: Int

        public init(_ number: Int, of count: Int) {
            self.number = number
            self.count = count
        }
    }

    /// The encoding of the text.
    public enum Encoding: Hashable, Sendable {
        /// The encoding that the standard requires. ASCII is a part of it.
        case utf8
        /// Bytes that are not UTF-8, most likely GBK. Each is the Unicode scalar of the same number (ISO 8859-1), so that nothing is lost.
        /// No second byte of GBK is one of `;,=&#`, so the fields are found all the same.
        case unknown
    }

    public init(
        queryNumber: String, system: String, command: Int, password: String, station: String, flag: PacketFlag?,
        part: Part? = nil,
        isResent: Bool = false, others: [Content.Field] = [], content: Content = Content(), encoding: Encoding = .utf8
    ) {
        self.queryNumber = queryNumber
        self.system = system
        self.command = command
        self.password = password
        self.station = station
        self.flag = flag
        self.part = part
        self.isResent = isResent
        self.others = others
        self.content = content
        self.encoding = encoding
    }

    /// Limits of the data segment and of the content in bytes (6.3.1, and what is common for the content).
    public static let segmentLimit = 1024
    public static let contentLimit = 950
}

extension Packet {
    /// The data segment without encryption: `QN=…;ST=…;…;CP=&&…&&`.
    public var segment: [UInt8] {
        let (header, content) = pieces
        return header + content + [UInt8(ascii: "&"), UInt8(ascii: "&")]
    }

    /// The text up to and with `CP=&&`, and what stands behind that.
    var pieces: (header: [UInt8], content: [UInt8]) {
        var fields: [(String, String)] = [
            ("QN", queryNumber), ("ST", system), ("CN", String(command)), ("PW", password), ("MN", station),
            ("Flag", flag?.description ?? ""),
        ]
        if let part { fields += [("PNUM", String(part.count)), ("PNO", String(part.number))] }
        if isResent { fields.append(("RF", "1")) }
        var header = fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1);" }.joined()
        header += others.map { "\($0);" }.joined() + "CP=&&"
        return (bytes(of: header), bytes(of: content.description))
    }

    private func bytes(of text: String) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .unknown: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        }
    }

    /// The whole packet as it goes over the line: `##`, four digits of length, the data segment, four digits of check code, CR LF.
    ///
    /// - Parameter encryption: nil for a packet that stays plain.
    /// - Throws: `.tooLong` for a plain data segment of more than 1024 bytes: such a packet is to be `split` before; `.wouldBreak` for a
    ///   packet that could not be read again, because a field holds a separator or the end of the packet.
    public func bytes(encryption: Encryption? = nil) throws(PacketError) -> [UInt8] {
        let (header, content) = pieces
        let plain = header + content + Array("&&".utf8)
        guard plain.count <= Self.segmentLimit else { throw .tooLong(plain.count) }
        guard isWhole else { throw .wouldBreak }
        let code = Checksum.of(plain)
        guard let encryption else { return Self.frame(plain, length: plain.count, code) }
        let sent = header + (try encryption.encrypted(content)) + Array("&&".utf8)
        return Self.frame(sent, length: encryption.length == .plain ? plain.count : sent.count, code)
    }

    private static func frame(_ segment: [UInt8], length: Int, _ code: UInt16) -> [UInt8] {
        let digits = String(length)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return Array("##\(padding)\(digits)".utf8) + segment + Checksum.text(code) + [0x0D, 0x0A]
    }

    /// Whether no text holds what would end its field, or the packet.
    private var isWhole: Bool {
        let header = [queryNumber, system, password, station]
        guard header.allSatisfy({ text in !text.utf8.contains { Self.ends.contains($0) || $0 == UInt8(ascii: "&") } })
        else { return false }
        let text = content.description.utf8
        // A mark at the end of the content would be taken for the first of the two that end it.
        return text.last != UInt8(ascii: "&") && !text.contains { $0 == 0x0D || $0 == 0x0A }
            && content.groups.allSatisfy { group in group.fields.allSatisfy(\.isWhole) }
            && !content.description.contains("&&")
            && others.allSatisfy { !$0.description.contains("CP=&&") && $0.isWhole }
    }

    private static let ends: [UInt8] = Array(";,\r\n".utf8)
}

extension Content.Field {
    fileprivate var isWhole: Bool {
        !name.utf8.contains { Self.ends.contains($0) || $0 == UInt8(ascii: "=") }
            && !(value ?? "").utf8.contains { Self.ends.contains($0) }
    }

    private static let ends: [UInt8] = Array(";,\r\n".utf8)
}

/// The reason why a packet can be neither written nor read.
public enum PacketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The plain data segment has so many bytes, and 1024 are allowed.
    case tooLong(Int)
    /// A field holds `;`, `,`, `&&` or an end of line.
    case wouldBreak
    /// The check code is wrong. What could be read all the same is there for the answer `QnRtn=9`, and for nothing else.
    case wrongCode(Packet?)
    /// The content is encrypted, and there is no key.
    case noKey(Packet?)
    /// There is no `CN`, or it is no number.
    case noCommand
    /// A group of fields is longer by itself than a packet may be, so that splitting does not help.
    case indivisible(Int)
    case cipherFailed

    public var description: String {
        switch self {
        case .tooLong(let count): "the data segment has \(count) bytes; at most \(Packet.segmentLimit) are allowed"
        case .wouldBreak: "a field holds a character that would end it"
        case .wrongCode: "the check code is wrong, or the content is encrypted with another key"
        case .noKey: "the content is encrypted, and there is no key"
        case .noCommand: "there is no CN"
        case .indivisible(let count): "a group of fields has \(count) bytes, and a packet cannot carry it"
        case .cipherFailed: CipherFailed().description
        }
    }
}
