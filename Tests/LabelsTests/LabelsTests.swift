import Foundation
import Labels
import TestSupport
import Testing

private func randomCode() -> String {
    String((0..<Int.random(in: 4...32)).map { _ in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-".randomElement()! })
}

struct LabelsTests {
    @Test(arguments: QRSymbol.ErrorCorrection.allCases)
    func zbarReadsEveryPicture(_ level: QRSymbol.ErrorCorrection) async throws {
        let folder = try TemporaryFolder()
        let urls = (0..<40).map { _ in "https://ma.example.cn/q/\(randomCode())" }
        let files = urls.indices.map { "\(folder.path)/\($0 + 100).png" }
        for (url, file) in zip(urls, files) {
            try Data(QRSymbol(url, level: level).png(dotsPerModule: 4)).write(to: URL(filePath: file))
        }
        let text = try await output(of: "zbarimg", ["--raw", "-q", "--nodbus"] + files)
        #expect(text.split(separator: "\n").map(String.init) == urls)
    }

    @Test func zbarReadsALabel() async throws {
        let folder = try TemporaryFolder()
        let url = "https://ma.example.cn/q/NJ320104C00012K"
        let label = try Label(code: "NJ320104C00012K", name: "1#<活性炭>&\"箱\"", url: url)
        try label.svg().write(toFile: "\(folder.path)/a.svg", atomically: true, encoding: .utf8)
        _ = try await output(of: "rsvg-convert", ["-w", "600", "-o", "\(folder.path)/a.png", "\(folder.path)/a.svg"])
        #expect(try await output(of: "zbarimg", ["--raw", "-q", "--nodbus", "\(folder.path)/a.png"]) == url + "\n")
    }

    @Test func theTerminalShowsTheSameModules() throws {
        let symbol = try QRSymbol("https://ma.example.cn/q/NJ320104C00012K")
        let lines = symbol.terminal().split(separator: "\n").map { line in
            line.drop { $0 != "m" }.dropFirst().prefix { $0 != "\u{1B}" }
        }
        for y in 0..<symbol.size {
            for x in 0..<symbol.size {
                let character = Array(lines[(y + 4) / 2])[x + 4]
                let dark = y % 2 == 0 ? "█▀".contains(character) : "█▄".contains(character)
                #expect(dark == symbol[x, y])
            }
        }
    }

    @Test(arguments: ["", "码上换", "a\n"]) func onlyPrintableASCIIIsEncoded(_ text: String) {
        #expect(throws: LabelError.notASCII(text)) { try QRSymbol(text) }
    }

    @Test func theCheckCharacterIsTheStandards() async throws {
        #expect(try CheckCharacter.of("A12425GABC1234002") == "M")
        let bodies = (0..<200).map { _ in randomCode().filter { $0 != "-" } + "7" }
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let program = """
            import sys
            from stdnum.iso7064 import mod_37_36
            print("".join(mod_37_36.calc_check_digit(body) for body in sys.argv[1:]))
            """
        let expected = try await output(of: python, ["-c", program] + bodies)
        #expect(try String(bodies.map { try CheckCharacter.of($0) }) + "\n" == expected)
    }

    @Test func aWrongCharacterIsNoticed() throws {
        let body = "NJ320104C00012"
        let code = body + String(try CheckCharacter.of(body))
        #expect(CheckCharacter.isValid(code))
        for index in code.indices {
            for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where other != code[index] {
                let wrong = code[..<index] + String(other) + code[code.index(after: index)...]
                #expect(!CheckCharacter.isValid(String(wrong)))
            }
        }
    }
}
