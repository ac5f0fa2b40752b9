import Facilities
import Testing

@testable import mashang

/// In which language a command speaks, and how it shows what it says.
struct SpeechTests {
    @Test(
        arguments: [
            ([:], nil), (["LANG": "C"], nil), (["LANG": "C.UTF-8"], nil), (["LC_ALL": "POSIX"], nil),
            (["LANG": "zh_CN.UTF-8"], .zh), (["LANG": "en_GB.UTF-8"], .en), (["LANG": "de_DE"], .en),
            (["LANG": ""], nil),
            (["LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"], .zh),
            (["LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"], .en),
        ] as [([String: String], Language?)])
    func theFirstVariableThatIsSetNamesTheLanguage(environment: [String: String], language: Language?) {
        #expect(Language(environment: environment) == language)
    }

    @Test func theLanguageIsTakenFromAnywhereBeforeTheCommandReads() {
        for arguments in [["--language", "en", "status", "--json"], ["status", "--language=en", "--json"]] {
            let option = LanguageOption(arguments)
            #expect((option.language, option.mistake) == (.en, nil))
            #expect(option.arguments == ["status", "--json"])
        }
        let after = LanguageOption(["read", "--", "--language", "en"])
        #expect(after.language == nil && after.arguments == ["read", "--", "--language", "en"])
    }

    @Test(arguments: [["--language", "fr"], ["--language=fr"], ["status", "--language"]])
    func whatIsNoLanguageIsAMistake(arguments: [String]) {
        #expect(LanguageOption(arguments).mistake == (arguments.last == "--language" ? "" : "fr"))
    }

    @Test func coloursAreForTerminalsThatShowThem() {
        let shown = Terminal(isTerminal: true, columns: 100, ["TERM": "xterm"])
        #expect(shown.paint("x", .red) == "\u{1B}[31mx\u{1B}[0m" && shown.width == 100)
        for plain in [
            Terminal(isTerminal: false, columns: nil, ["TERM": "xterm"]),
            Terminal(isTerminal: true, columns: nil, ["TERM": "dumb"]),
            Terminal(isTerminal: true, columns: nil, [:]),
            Terminal(isTerminal: true, columns: nil, ["TERM": "xterm", "NO_COLOR": "1"]),
        ] {
            #expect(plain.paint("x", .red) == "x" && plain.width == 80)
        }
    }

    @Test func chineseIsBrokenBetweenCharactersAndNotBeforePunctuation() {
        #expect(WrappedLine("    一二三四，五六", width: 12).lines == ["    一二三", "    四，五六"])
        #expect(WrappedLine("    一二三，四", width: 10).lines == ["    一二", "    三，四"])
        #expect(WrappedLine("one two three", width: 8).lines == ["one two", "three"])
        let option = WrappedLine("  --minutes <minutes>     多长时间，一到六十分钟", width: 36).lines
        #expect(option.count == 3 && option[1].hasPrefix(String(repeating: " ", count: 26) + "一"))
    }
}
