/// A difference of a packet from the standard with which it was understood nevertheless.
public enum Deviation: String, Hashable, Sendable, CaseIterable {
    /// The four digits of length count something else.
    case length
    /// The check code is written with small letters.
    case smallCode
    /// The check code is that of the cipher text, not of the plain text.
    case codeOfCipher
    /// The plain data segment has more than 1024 bytes.
    case tooLong
    /// There is no CR LF behind the check code.
    case noLineEnd
    /// The text is not UTF-8, most likely GBK.
    case encoding
    /// `,` stands between fields of the header (tables C.22 and C.48), or nothing before `CP` (table C.19).
    case separator
    /// A name is written in other letters: `FLAG`.
    case letterCase
    /// A field that each packet must have is missing.
    case missingField
    /// `CP=&&` or the `&&` at the end is missing.
    case noContent
}

/// A packet that was read, and how.
public struct ReceivedPacket: Hashable, Sendable {
    public var packet: Packet
    public var deviations: Set<Deviation>
    public var wasEncrypted: Bool
}

extension Frame {
    /// Checks the code and reads the packet. Encrypted content is recognised by itself, since the code is that of the plain text.
    ///
    /// - Parameter key: nil where nothing is encrypted.
    /// - Throws: `.wrongCode`, `.noKey` or `.noCommand`.
    public func packet(key: SM4Key? = nil) throws(PacketError) -> ReceivedPacket {
        let text = Encryption.blocks(ofText: contentRange.map { segment[$0] } ?? [])
        if code == Checksum.of(segment) {
            guard let text else { return try read(segment) }
            // A content that begins like this is no plain text: its sender computed the code of what it sent.
            guard let key else { throw .noKey(try? read(segment).packet) }
            var received = try read(replacingContent(text, key), wasEncrypted: true)
            received.deviations.insert(.codeOfCipher)
            return received
        }
        guard let key else {
            let packet = try? read(segment).packet
            throw text == nil ? .wrongCode(packet) : .noKey(packet)
        }
        let raw = contentRange.map { (cipher: Array(segment[$0]), rest: [UInt8]()) }
        for candidate in [text, raw].compactMap(\.self) {
            let plain = try replacingContent(candidate, key)
            if code == Checksum.of(plain) { return try read(plain, wasEncrypted: true) }
        }
        throw .wrongCode(try? read(segment).packet)
    }

    private func replacingContent(
        _ content: (cipher: [UInt8], rest: [UInt8]), _ key: SM4Key
    ) throws(PacketError) -> [UInt8] {
        guard let contentRange else { return segment }
        let plain: [UInt8]
        do { plain = try key.decrypted(content.cipher) } catch { throw .cipherFailed }
        return segment[..<contentRange.lowerBound] + plain + content.rest + segment[contentRange.upperBound...]
    }

    private func read(_ plain: [UInt8], wasEncrypted: Bool = false) throws(PacketError) -> ReceivedPacket {
        var deviations = deviations
        if plain.count > Packet.segmentLimit { deviations.insert(.tooLong) }
        let said = saidLength
        // Of a cipher text both lengths are in use.
        if said != segment.count, !wasEncrypted || said != plain.count { deviations.insert(.length) }
        let packet = try Packet(segment: plain, &deviations)
        return ReceivedPacket(packet: packet, deviations: deviations, wasEncrypted: wasEncrypted)
    }

    /// From behind the first `CP=&&` up to the last `&&`; nil without both.
    private var contentRange: Range<Int>? { Packet.contentRange(of: segment) }
}

extension Packet {
    /// Reads a data segment.
    ///
    /// - Throws: `.noCommand`.
    init(segment: [UInt8], _ deviations: inout Set<Deviation>) throws(PacketError) {
        let range = Self.contentRange(of: segment)
        if range == nil { deviations.insert(.noContent) }
        // Without a content all that is there belongs to the header.
        let header = segment[..<(range.map { $0.lowerBound - Self.opening.count } ?? segment.count)]
        let isUTF8 = String(validating: segment, as: UTF8.self) != nil
        if !isUTF8 { deviations.insert(.encoding) }
        let text = { (bytes: ArraySlice<UInt8>) in
            if isUTF8 { return String(decoding: bytes, as: UTF8.self) }
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
        self.init(queryNumber: "", system: "", command: -1, password: "", station: "", flag: nil)
        encoding = isUTF8 ? .utf8 : .unknown
        content = Content(text: range.map { text(segment[$0]) } ?? "")
        if let last = header.last, last != UInt8(ascii: ";") { deviations.insert(.separator) }
        if header.contains(UInt8(ascii: ",")) { deviations.insert(.separator) }
        for field in header.split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }) {
            set(Content.Field(text: text(field)[...]), &deviations)
        }
        guard command >= 0 else { throw .noCommand }
        if [queryNumber, system, password, station].contains("") || flag == nil { deviations.insert(.missingField) }
    }

    private mutating func set(_ field: Content.Field, _ deviations: inout Set<Deviation>) {
        let value = field.value ?? ""
        var name = "QN"
        if field.name.isEqual(ignoringCase: "QN") {
            queryNumber = value
        } else if field.name.isEqual(ignoringCase: "ST") {
            (name, system) = ("ST", value)
        } else if field.name.isEqual(ignoringCase: "CN"), let number = Self.number(value, digits: 4) {
            (name, command) = ("CN", number)
        } else if field.name.isEqual(ignoringCase: "PW") {
            (name, password) = ("PW", value)
        } else if field.name.isEqual(ignoringCase: "MN") {
            (name, station) = ("MN", value)
        } else if field.name.isEqual(ignoringCase: "Flag") {
            (name, flag) = ("Flag", PacketFlag(value))
        } else if field.name.isEqual(ignoringCase: "PNUM"), let number = Self.number(value, digits: 8) {
            (name, part) = ("PNUM", Part(part?.number ?? 0, of: number))
        } else if field.name.isEqual(ignoringCase: "PNO"), let number = Self.number(value, digits: 8) {
            (name, part) = ("PNO", Part(number, of: part?.count ?? 0))
        } else if field.name.isEqual(ignoringCase: "RF"), value == "1" {
            (name, isResent) = ("RF", true)
        } else {
            others.append(field)
            name = field.name
        }
        if field.name != name { deviations.insert(.letterCase) }
    }

    /// Nil for more digits, and for anything else.
    private static func number(_ text: String, digits: Int) -> Int? {
        guard 1...digits ~= text.utf8.count, text.utf8.allSatisfy(\.isDigit) else { return nil }
        return Int(text)
    }

    static let opening = Array("CP=&&".utf8)

    static func contentRange(of segment: [UInt8]) -> Range<Int>? {
        guard segment.count >= opening.count + 2,
            segment.suffix(2).elementsEqual([UInt8(ascii: "&"), UInt8(ascii: "&")])
        else { return nil }
        let last = segment.count - opening.count - 2
        guard let start = (0...last).first(where: { segment[$0..<($0 + opening.count)].elementsEqual(opening) }) else {
            return nil
        }
        return start + opening.count..<segment.count - 2
    }
}
