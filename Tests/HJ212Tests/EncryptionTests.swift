import Foundation
import HJ212
import Testing

struct EncryptionTests {
    private let exampleKey = SM4Key(text: "0000000000000000")

    @Test func theVectorOfTheCipherStandardHolds() throws {
        let block = [UInt8](hexadecimal: "0123456789abcdeffedcba9876543210")
        let key = try #require(SM4Key(block))
        #expect(try key.encrypted(block).hexadecimal == "681edf34d206965e86b3e94f536e4246")
        #expect(try key.decrypted(key.encrypted(block)) == block)
    }

    @Test func theRecordedTableOfGmsslHolds() throws {
        let lines = try Tables.lines("sm4.txt")
        #expect(lines.count == 60)
        for line in lines {
            let key = try #require(SM4Key([UInt8](hexadecimal: line[0])))
            let text = line[1] == "-" ? [] : [UInt8](hexadecimal: line[1])
            let cipher = line[2] == "-" ? [] : [UInt8](hexadecimal: line[2])
            #expect(try key.encrypted(text) == cipher)
            #expect(try key.decrypted(cipher) == text)
        }
    }

    @Test(.enabled(if: Peer.python != nil, "no Python with gmssl"))
    func gmsslEncryptsAThousandRandomContentsAlike() throws {
        var source = Seeded(state: 30)
        let cases = try (0..<1000).map { _ in
            let key = (0..<16).map { _ in UInt8.random(in: 0...255, using: &source) }
            let text = Array(Packet.random(&source).content.description.utf8)
            return (key: key, text: text, cipher: try #require(SM4Key(key)).encrypted(text))
        }
        let input = cases.map { "\($0.key.hexadecimal) \($0.text.isEmpty ? "-" : $0.text.hexadecimal)\n" }.joined()
        let script = Tables.folder.appending(path: "Peers/sm4.py").path(percentEncoded: false)
        let answers = try Peer.run(try #require(Peer.python), [script], input).split(separator: "\n")
        #expect(answers.count == 1000)
        for (answer, one) in zip(answers, cases) {
            #expect(answer == (one.cipher.isEmpty ? "-" : one.cipher.hexadecimal[...]))
        }
    }

    @Test(arguments: Encryption.Form.allCases, Encryption.Length.allCases)
    func encryptedPacketsAreReadInBothFormsAndWithBothLengths(_ form: Encryption.Form, _ length: Encryption.Length)
        throws
    {
        let key = try #require(exampleKey)
        var source = Seeded(state: 212)
        for _ in 0..<300 {
            let packet = Packet.random(&source)
            let bytes = try packet.bytes(encryption: Encryption(key: key, form: form, length: length))
            let received = try #require(try Packet.read(bytes, key: key))
            #expect(received.packet == packet && received.deviations == [])
            #expect(received.wasEncrypted == (packet.content.description.utf8.count >= 16))
        }
    }

    @Test func theLengthOfTheExamplesIsThatOfThePlainText() throws {
        let packet = Packet(
            queryNumber: "20260101000000001", system: "31", command: 2011, password: "123456",
            station: "010000A8900016F000169DC0",
            flag: PacketFlag(.y2025, wantsAnswer: true),
            content: Content(text: "DataTime=20260101000000;a34013-Rtd=1.0,a34013-Flag=N"))
        let key = try #require(exampleKey)
        let plain = String(decoding: try packet.bytes(), as: UTF8.self)
        let sent = String(decoding: try packet.bytes(encryption: Encryption(key: key)), as: UTF8.self)
        // The text of annex A: the rest of fewer than 16 bytes stays plain, the length and the code are those of the plain packet.
        #expect(sent.prefix(6) == plain.prefix(6) && sent.suffix(8) == plain.suffix(8))
        #expect(sent.contains("CP=&&{0x") && sent.contains("}ag=N&&"))
        let long = String(decoding: try packet.bytes(encryption: Encryption(key: key, length: .cipher)), as: UTF8.self)
        #expect(long.dropFirst(2).prefix(4) == String(10_000 + sent.utf8.count - 12).dropFirst())
    }

    @Test func anotherKeyAndNoKeyAreRefused() throws {
        let key = try #require(exampleKey)
        let other = try #require(SM4Key(text: "0000000000000001"))
        let packet = Packet(
            queryNumber: "20260101000000001", system: "31", command: 2011, password: "1", station: "2",
            flag: PacketFlag(rawValue: 9),
            content: Content(text: "DataTime=20260101000000;LA-Rtd=50.1"))
        for form in Encryption.Form.allCases {
            let bytes = try packet.bytes(encryption: Encryption(key: key, form: form))
            #expect(throws: PacketError.self) { try Packet.read(bytes) }
            #expect(throws: PacketError.self) { try Packet.read(bytes, key: other) }
        }
    }

    @Test func aCodeOfTheCipherTextIsUnderstood() throws {
        let key = try #require(exampleKey)
        let packet = Packet(
            queryNumber: "20260101000000001", system: "31", command: 2011, password: "1", station: "2",
            flag: PacketFlag(rawValue: 9),
            content: Content(text: "DataTime=20260101000000;LA-Rtd=50.1"))
        let sent = try packet.bytes(encryption: Encryption(key: key, length: .cipher)).dropFirst(6).dropLast(6)
        let bytes =
            Array("##\(String(10_000 + sent.count).dropFirst())".utf8) + sent
            + Array("\(AnnexTests.annexCode(Array(sent)))\r\n".utf8)
        let received = try #require(try Packet.read(bytes, key: key))
        #expect(received.packet == packet && received.deviations == [.codeOfCipher])
    }

    @Test func keysAreSixteenCharactersOrThirtyTwoDigits() throws {
        let digits = try #require(SM4Key(text: " 30303030303030303030303030303030\n"))
        #expect(digits == exampleKey)
        #expect(
            SM4Key(text: "000000000000000") == nil && SM4Key(text: "") == nil
                && SM4Key(text: String(repeating: "g", count: 32)) == nil)
        #expect(SM4Key([UInt8](repeating: 0, count: 15)) == nil)
    }

    @Test func aKeyIsNotPrinted() throws {
        let key = try #require(SM4Key(text: "secretsecret1234"))
        let encryption = Encryption(key: key)
        var dumped = ""
        dump(encryption, to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\(encryption)", dumped] {
            #expect(!text.contains("secret") && !text.contains("115"))
        }
    }
}
