import TestSupport
import Testing

@testable import Labels

@Suite struct WrappedTextTests {
    private func lines(_ text: String, width: Double = 6, most: Int = 3) -> [String] {
        WrappedText(text, width: width, most: most).lines
    }

    @Test func aShortNameIsOneLine() {
        #expect(lines("秦淮小馆") == ["秦淮小馆"])
        #expect(lines("") == [])
        #expect(lines(" \n ") == [])
    }

    @Test func chineseIsDividedBetweenAnyTwoCharacters() {
        #expect(lines("南京市秦淮区夫子庙大成殿旁小馆") == ["南京市秦淮区", "夫子庙大成殿", "旁小馆"])
    }

    @Test func latinWordsStayWholeWhereTheyFit() {
        #expect(lines("big oven A hall", width: 5.5) == ["big oven", "A hall"])
        #expect(lines("1号厂房 Line-2", width: 6) == ["1号厂房", "Line-2"])
    }

    @Test func aWordThatFitsOnNoLineIsDivided() {
        #expect(lines("abcdefghijkl", width: 3.2, most: 4) == ["abcde", "fghij", "kl"])
    }

    @Test func aLongerNameIsCutAndShowsIt() {
        let cut = lines("南京市秦淮区夫子庙大成殿旁秦淮小馆油烟净化器")
        #expect(cut == ["南京市秦淮区", "夫子庙大成殿", "旁秦淮小馆…"])
        #expect(lines("abcdefghijklmnop", width: 3.2, most: 1) == ["abc…"])
    }

    @Test func noLineBeginsWithAClosingMarkOrEndsWithAnOpeningOne() {
        #expect(lines("夫子庙大成店（东区）厨房") == ["夫子庙大成店", "（东区）厨房"])
        #expect(lines("夫子庙大成（东区）厨房") == ["夫子庙大成", "（东区）厨房"])
        #expect(lines("一二三四五六，七") == ["一二三四五", "六，七"])
        #expect(lines("一二三四五1#活性炭") == ["一二三四五", "1#活性炭"])
    }

    @Test(arguments: 0..<200) func noLineIsWiderThanAllowedAndNothingIsLostUntilTheCut(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        let characters = Array("秦淮区厨房（），。1#3号 aWMi-é 👨‍👩‍👧")
        let text = String(
            (0..<Int.random(in: 0...60, using: &generator)).map { _ in characters.randomElement(using: &generator)! })
        let lines = lines(text, width: 6, most: 3)
        #expect(lines.count <= 3 && lines.allSatisfy { WrappedText.width(of: $0) <= 6.0001 }, "\(lines)")
        func letters(_ text: String) -> String { text.filter { $0 != " " } }
        let kept = letters(lines.joined())
        if kept.last == "…" {
            #expect(letters(text).hasPrefix(kept.dropLast()) && kept.count > 3)
        } else {
            #expect(kept == letters(text))
        }
    }
}
