import HJ212
import Testing

/// The standard's own 155 data segments (annex C of HJ 212-2017).
struct AnnexTests {
    /// The segments whose header the standard misprints, and what is written for them. Everything else is written as it was read, also the
    /// misprints within a content: `01018-Rtd` for `w01018-Rtd` in C.14, `,` for `;` in C.23 and C.41, e01001 twice in C.29, another `QN`
    /// in the answer of C.43.
    static let misprints = [
        // No `;` between Flag and CP.
        49: ("C.19", "Flag=5CP=", "Flag=5;CP=", Deviation.separator),
        // `,` behind QN.
        61: ("C.22", "534,ST", "534;ST", .separator),
        140: ("C.48", "534,ST", "534;ST", .separator),
    ]

    @Test func everySegmentIsWrittenAgainByteForByteButThreeWithMisprintedHeaders() throws {
        let segments = try Tables.annex()
        #expect(segments.count == 155)
        for (index, example) in segments.enumerated() {
            var deviations: Set<Deviation> = []
            let packet = try #require(try Self.packet(example.segment, &deviations))
            var expected = example.segment
            if let (table, wrong, right, deviation) = Self.misprints[index] {
                #expect(example.table == table && expected.contains(wrong))
                expected = expected.replacing(wrong, with: right)
                #expect(deviations == [deviation])
            } else {
                #expect(deviations == [], "\(index)")
            }
            #expect(String(decoding: packet.segment, as: UTF8.self) == expected, "\(index)")
        }
    }

    @Test func theStandardAbbreviatesSeventeenOfThem() throws {
        let abbreviated = try Tables.annex().filter { !$0.complete }
        #expect(abbreviated.count == 17 && abbreviated.allSatisfy { $0.segment.contains("…") })
        #expect(
            Set(abbreviated.map(\.table)) == [
                "C.14", "C.15", "C.16", "C.17", "C.18", "C.19", "C.20", "C.21", "C.22", "C.23", "C.29", "C.47", "C.48",
                "C.49", "C.50",
            ])
    }

    @Test(arguments: try Tables.vectors())
    func everyVectorIsReadAndWrittenByteForByte(_ vector: Tables.Vector) throws {
        let received = try #require(try Packet.read(Array(vector.frame.utf8)))
        #expect(received.deviations == [] && !received.wasEncrypted)
        #expect(String(decoding: received.packet.segment, as: UTF8.self) == vector.segment)
        #expect(try received.packet.bytes() == Array(vector.frame.utf8))
    }

    @Test func theMisprintedCodeOfAnnexAIsRefused() throws {
        let vector = try #require(try Tables.vectors().first)
        let wrong = vector.frame.replacing("1C80", with: "1C08")
        #expect(throws: PacketError.self) { try Packet.read(Array(wrong.utf8)) }
        // Modbus's code of the same packet, which a public simulator of 2025 sends.
        #expect(throws: PacketError.self) { try Packet.read(Array(vector.frame.replacing("1C80", with: "0759").utf8)) }
    }

    static func packet(_ segment: String, _ deviations: inout Set<Deviation>) throws -> Packet? {
        let bytes = Array(segment.utf8)
        let length = String(10_000 + bytes.count).dropFirst()
        var splitter = FrameSplitter()
        // The code is made by a way of its own, bit by bit as annex A has it.
        let frames = splitter.append(Array("##\(length)".utf8) + bytes + Array("\(annexCode(bytes))\r\n".utf8))
        let received = try frames.first?.packet()
        deviations = received?.deviations ?? []
        return received?.packet
    }

    /// The code as the C text of annex A computes it.
    static func annexCode(_ bytes: [UInt8]) -> String {
        var register: UInt32 = 0xFFFF
        for byte in bytes {
            register = register >> 8 ^ UInt32(byte)
            for _ in 0..<8 {
                let isSet = register & 1 == 1
                register >>= 1
                if isSet { register ^= 0xA001 }
            }
        }
        let text = String(register, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - text.count) + text
    }
}
