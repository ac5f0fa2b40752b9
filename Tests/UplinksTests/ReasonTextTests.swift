import Facilities
import MQTT
import Testing

@testable import Uplinks

/// The sentences of reason codes.
struct ReasonTextTests {
    @Test func everyErrorOfTheStandardHasTheSentenceOfTheTable() {
        #expect(Set(sentences.keys) == Set(ReasonCode.all.filter(\.isError).map(\.rawValue)))
        for code in ReasonCode.all where code.isError { #expect(code.text == sentences[code.rawValue], "\(code.word)") }
    }

    @Test(arguments: ReasonCode.all) func everyCodeHasASentenceInBothLanguages(_ code: ReasonCode) {
        let text = code.text
        #expect(text.zh.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" })
        #expect(text.zh.firstMatch(of: /[A-Za-z]{2,} [A-Za-z]{2,}/) == nil, "an English sentence in the Chinese one")
        #expect(text.en.count > 5 && text.en.utf8.allSatisfy { $0 < 128 })
        #expect(!text.zh.contains(code.name) && !text.zh.contains("标准之外"))
    }

    @Test func noTwoCodesShareASentence() {
        #expect(Set(ReasonCode.all.map(\.text.zh)).count == ReasonCode.all.count)
        #expect(Set(ReasonCode.all.map(\.text.en)).count == ReasonCode.all.count)
    }

    @Test func theNumberStandsBeforeTheSentence() {
        #expect(
            ReasonCode.notAuthorized.numberedText
                == Text(
                    zh: "服务器答复 0x87：没有权限，请检查服务器的访问控制（ACL）",
                    en: "the broker answered 0x87: not authorised; check the broker's access control (ACL)"))
    }

    @Test(arguments: [0x7F, 0xA3, 0xFF] as [UInt8]) func aCodeThatTheStandardLacksIsNamedAsSuch(_ number: UInt8) {
        let code = ReasonCode(rawValue: number)
        #expect(
            code.text
                == Text(zh: "服务器给出了标准之外的原因码", en: "the broker gave a reason code that the standard does not have"))
        #expect(code.numberedText.zh.hasPrefix("服务器答复 \(code.word)："))
    }

    // MARK: Words

    @Test func aWordHasTwoDigitsAndIsReadBack() {
        #expect(ReasonCode.success.word == "0x00")
        #expect(ReasonCode.notAuthorized.word == "0x87")
        for code in ReasonCode.all { #expect(ReasonCode(word: code.word) == code) }
    }

    @Test(arguments: ["", "0x", "87", "0xZZ", "0x187", "tooLarge"]) func whatIsNoCodeIsNoWordOfOne(_ word: String) {
        #expect(ReasonCode(word: word) == nil)
    }

    @Test func aRefusalsWordIsAlwaysASentence() {
        #expect(Text.saying("0x87") == ReasonCode.notAuthorized.numberedText)
        #expect(Text.saying("tooLarge").zh == "消息大于服务器允许的长度，可在服务器处调大")
        #expect(Text.saying("connectionLost").zh == "每次发送它，服务器都会关闭连接，可能是没有权限")
    }
}
