import Testing

@testable import HJ212

struct FrameSplitterTests {
    private func packets(_ count: Int, _ source: inout Seeded) throws -> [[UInt8]] {
        try (0..<count).map { _ in try Packet.random(&source).bytes() }
    }

    @Test func whatIsWrittenIsRead() throws {
        var source = Seeded(state: 1)
        for _ in 0..<2000 {
            let packet = Packet.random(&source)
            let received = try #require(try Packet.read(packet.bytes()))
            #expect(received.packet == packet && received.deviations == [])
        }
    }

    @Test func anyCuttingOfAStreamGivesTheSamePackets() throws {
        var source = Seeded(state: 2)
        let key = try #require(SM4Key(text: "0000000000000000"))
        for _ in 0..<60 {
            let stream = try Self.stream(&source, key)
            var whole = FrameSplitter()
            let expected = whole.append(stream)
            for _ in 0..<10 {
                var splitter = FrameSplitter()
                var frames: [Frame] = []
                var rest = stream[...]
                while !rest.isEmpty {
                    let piece = rest.prefix(.random(in: 1...Int.random(in: 1...700, using: &source), using: &source))
                    frames += splitter.append(piece)
                    rest = rest.dropFirst(piece.count)
                }
                #expect(frames == expected && splitter.discarded == whole.discarded)
            }
        }
    }

    /// Packets of all forms with garbage, halves and false starts between them.
    static func stream(_ source: inout Seeded, _ key: SM4Key) throws -> [UInt8] {
        var stream: [UInt8] = []
        for _ in 0..<Int.random(in: 1...12, using: &source) {
            let packet = Packet.random(&source)
            let form = Encryption.Form.allCases.randomElement(using: &source) ?? .text
            switch Int.random(in: 0..<7, using: &source) {
            case 0: stream += try packet.bytes(encryption: Encryption(key: key, form: form))
            case 1: stream += try packet.bytes(encryption: Encryption(key: key, form: form, length: .cipher))
            case 2: stream += try packet.bytes().dropLast(.random(in: 1...40, using: &source))
            case 3:
                stream += (0..<Int.random(in: 1...50, using: &source)).map { _ in .random(in: 0...255, using: &source) }
            case 4: stream += Array("####0\(Int.random(in: 100...9999, using: &source))&&0000\r\n".utf8)
            default: stream += try packet.bytes()
            }
        }
        return stream
    }

    @Test func twoPacketsInOneReadAndHalfAPacketInTwo() throws {
        var source = Seeded(state: 3)
        let bytes = try packets(3, &source)
        var splitter = FrameSplitter()
        #expect(splitter.append(bytes[0] + bytes[1] + bytes[2].prefix(20)).count == 2)
        #expect(splitter.append(bytes[2].dropFirst(20)).count == 1)
        #expect(splitter.discarded == 0)
    }

    @Test func aPacketIsFoundBehindGarbageAndBehindHalfAPacket() throws {
        var source = Seeded(state: 4)
        for count in 0..<60 {
            let bytes = try packets(2, &source)
            let half = bytes[0].dropLast(count + 1)
            var splitter = FrameSplitter()
            let frames = splitter.append(Array("GET / HTTP/1.1\r\n#".utf8) + half + bytes[1] + bytes[1])
            #expect(
                frames.suffix(2).map(\.segment) == [bytes[1], bytes[1]].map { Array($0[6..<($0.count - 6)]) },
                "\(count)")
        }
    }

    @Test(arguments: ["0001", "0080", "0300", "9999"])
    func aWrongLengthIsUnderstoodWhereTheCodeIsRight(_ length: String) throws {
        let vector = try #require(try Tables.vectors().first { $0.name == "ack" })
        let right = Array(vector.frame.utf8)
        let wrong = Array("##\(length)".utf8) + right.dropFirst(6)
        var splitter = FrameSplitter()
        let frames = splitter.append(wrong + right + right)
        let read = frames.compactMap { try? $0.packet() }
        // Lengths that no packet can have do not begin one.
        if length == "0080" || length == "0300" {
            #expect(read.count == 3 && read[0].deviations == [.length] && read[1].deviations == [])
        } else {
            #expect(read.count == 2)
        }
    }

    @Test func smallLettersOfTheCodeAndAMissingLineEndAreUnderstood() throws {
        let vector = try #require(try Tables.vectors().first { $0.name == "ack" })
        let small = vector.frame.replacing("E7C1", with: "e7c1")
        #expect(try Packet.read(Array(small.utf8))?.deviations == [.smallCode])
        var splitter = FrameSplitter()
        let bare = Array(vector.frame.utf8).dropLast(2)
        #expect(splitter.append(bare + bare + bare).compactMap { try? $0.packet() }.count == 3)
        #expect(splitter.discarded == 0)
    }

    @Test func textThatIsNotUTF8IsReadWithItsFieldsAndWrittenAgain() throws {
        // GBK for 粉尘 has the bytes B7 DB B3 BE.
        let segment =
            Array("QN=20160801085857223;ST=39;CN=3020;PW=1;MN=2;Flag=5;CP=&&i11001-Info=".utf8) + [
                0xB7, 0xDB, 0xB3, 0xBE,
            ]
            + Array(",i13004-Info=168.0&&".utf8)
        let bytes =
            Array("##\(String(10_000 + segment.count).dropFirst())".utf8) + segment
            + Array("\(AnnexTests.annexCode(segment))\r\n".utf8)
        let received = try #require(try Packet.read(bytes))
        #expect(received.deviations == [.encoding] && received.packet.content["i13004-Info"] == "168.0")
        #expect(try received.packet.bytes() == bytes)
    }

    @Test func damagedPacketsAreReportedWithWhatCouldBeRead() throws {
        let vector = try #require(try Tables.vectors().first)
        var splitter = FrameSplitter()
        let frame = try #require(splitter.append(Array(vector.frame.replacing("=30", with: "=31").utf8)).first)
        #expect {
            try frame.packet()
        } throws: { error in
            guard case .wrongCode(let packet)? = error as? PacketError else { return false }
            return packet?.queryNumber == "20160801085857223" && packet?.command == 1062
        }
    }

    @Test func randomBytesNeverCrashAndNeverPassAWrongCode() throws {
        var source = Seeded(state: 5)
        let key = try #require(SM4Key(text: "0000000000000000"))
        let alphabet = Array("#0123456789ABCDEF&\r\n;,=CPQN{}x".utf8)
        for round in 0..<300 {
            var bytes = (0..<2000).map { _ in
                round % 2 == 0 ? UInt8.random(in: 0...255, using: &source) : alphabet.randomElement(using: &source) ?? 0
            }
            if round % 3 == 0 {
                // Real packets with some bytes changed.
                bytes = try packets(6, &source).flatMap(\.self)
                for _ in 0..<Int.random(in: 1...10, using: &source) {
                    bytes[.random(in: bytes.indices, using: &source)] = .random(in: 0...255, using: &source)
                }
            }
            var splitter = FrameSplitter()
            for frame in splitter.append(bytes) {
                guard let received = try? frame.packet(key: key) else { continue }
                // Whatever passes has the code that annex A computes of it, encrypted or not.
                let plain = received.wasEncrypted ? received.packet.segment : frame.segment
                #expect(Checksum.code(Array(AnnexTests.annexCode(plain).utf8)) == frame.code)
            }
            #expect(splitter.kept <= FrameSplitter.limit)
        }
    }

    @Test func everyChangedByteOfAPacketIsNoticed() throws {
        let vector = try #require(try Tables.vectors().first)
        let bytes = Array(vector.frame.utf8)
        for place in 6..<(bytes.count - 6) {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << bit
                #expect((try? Packet.read(changed)) == nil)
            }
        }
    }

    @Test func aFloodCostsBoundedBytesAndBoundedWork() throws {
        let floods = [
            "##6100", "##0100", "##6144QN=1;CP=&&{0x00,", "#", "##0015&&0000\r\n", "##1024&&ABCD\r\n", "\r\n",
            "CP=&&{0x",
        ]
        for flood in floods {
            var splitter = FrameSplitter()
            let piece = Array(flood.utf8)
            let stream = (0..<(100_000 / piece.count)).flatMap { _ in piece }
            let time = ContinuousClock().measure { _ = splitter.append(stream) }
            #expect(splitter.kept <= FrameSplitter.limit, "\(flood)")
            #expect(time < .seconds(20), "\(flood) \(time)")
            // A packet is still found behind it.
            let vector = Array(try #require(try Tables.vectors().first).frame.utf8)
            let frames = splitter.append([UInt8](repeating: 0x20, count: FrameSplitter.limit) + vector)
            #expect(frames.last.flatMap { try? $0.packet() } != nil, "\(flood)")
        }
    }

    @Test func thePacketBehindAnEndlessOneIsFound() throws {
        let vector = Array(try #require(try Tables.vectors().first).frame.utf8)
        var splitter = FrameSplitter()
        #expect(splitter.append(Array("##6144QN=".utf8) + [UInt8](repeating: 0x41, count: 50_000)).isEmpty)
        #expect(splitter.append(vector).count == 1)
        #expect(splitter.discarded > 50_000)
    }
}
