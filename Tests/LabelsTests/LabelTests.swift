import Facilities
import Foundation
import TestSupport
import Testing

@testable import Labels

extension Label {
    static func sample(
        _ code: String = "NJ320104C00012D", kind: Facility.Kind = .activatedCarbon, name: String = "1#活性炭吸附箱",
        url: String = "https://ma.example.cn/q/"
    ) throws -> Label {
        try Label(code: #require(Facility.Code(code)), kind: kind, name: name, url: url + code)
    }
}

@Suite struct LabelTests {
    @Test(arguments: Facility.Kind.allCases) func aLabelSaysItsKindWhatToScanForNameAndCode(kind: Facility.Kind) throws
    {
        let texts = try Label.sample(kind: kind, name: "秦淮小馆").texts
        #expect(texts[0] == kind.title.zh && texts[1] == kind.title.en)
        #expect(texts[2].hasPrefix("扫一扫：") && texts[3].hasPrefix("scan: "))
        #expect(texts[4...] == ["秦淮小馆", "NJ320104C00012D"])
    }

    @Test func whatIsForTryingSaysIt() throws {
        let code = try #require(Facility.Code("NJ320104C00012D"))
        let label = try Label(code: code, kind: .dustSite, name: "a", url: "http://127.0.0.1/", isForTrying: true)
        #expect(label.texts.contains("仅供本机试用，不要张贴"))
    }

    @Test(arguments: Facility.Kind.allCases) func noLineIsWiderThanTheLabelAndNoneLiesOnTheSymbol(kind: Facility.Kind)
        throws
    {
        let long = String(repeating: "W秦", count: 40)
        let label = try Label.sample(String(repeating: "W", count: 32), kind: kind, name: long)
        let layout = label.layout
        for line in layout.lines {
            let width = line.isCode ? Double(line.text.count) * 0.62 : WrappedText.width(of: line.text)
            #expect(width * line.size <= Double(label.symbol.side) - 1.9, "\(line)")
            let (top, bottom) = (line.y - line.size, line.y + line.size * 0.25)
            #expect(
                bottom <= Double(layout.symbolTop) + 0.001 || top >= Double(layout.symbolTop + label.symbol.side) - 0.2,
                "\(line)")
            #expect(top >= 0 && bottom <= Double(layout.height), "\(line)")
        }
        #expect(layout.lines.filter(\.isCode).map(\.text).joined() == String(repeating: "W", count: 32))
    }

    @Test func theLeastWidthHasModulesOfHalfAMillimetre() throws {
        let label = try Label.sample()
        #expect(Double(label.leastWidth) / Double(label.symbol.side) >= 0.5)
        #expect(Double(label.leastWidth - 1) / Double(label.symbol.side) < 0.5)
    }

    @Test func aPictureHasWholeDotsAModuleAndSaysHowLargeItIs() throws {
        for width in [25, 40, 200] {
            let label = try Label.sample()
            let png = try label.png(width: width)
            func number(_ at: Int) -> Int { png[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
            let dots = label.dotsPerModule(width: width)
            #expect(number(16) == label.symbol.side * dots && number(20) == label.layout.height * dots)
            #expect(Double(dots * label.symbol.side) / Double(width) >= 300 / 25.4)
            // The chunk behind the header: its dots a metre are those of the picture.
            #expect(String(decoding: png[37..<41], as: UTF8.self) == "pHYs")
            #expect(abs(number(41) - label.symbol.side * dots * 1000 / width) <= 1)
        }
    }

    @Test func zbarReadsTheSVGAndThePNG() async throws {
        let folder = try TemporaryFolder()
        let label = try Label.sample(name: "1#<活性炭>&\"箱\"\u{1}")
        try label.svg(width: 25).write(toFile: "\(folder.path)/a.svg", atomically: true, encoding: .utf8)
        _ = try await output(of: "rsvg-convert", ["-w", "600", "-o", "\(folder.path)/a.png", "\(folder.path)/a.svg"])
        try Data(label.png(width: 25)).write(to: URL(filePath: "\(folder.path)/b.png"))
        for file in ["a.png", "b.png"] {
            let read = try await output(of: "zbarimg", ["--raw", "-q", "--nodbus", "\(folder.path)/\(file)"])
            #expect(read == "https://ma.example.cn/q/NJ320104C00012D\n")
        }
    }

    @Test func aPictureWithBoxesForCharactersIsRefused() throws {
        // The last character of private use has no glyph in the usual fonts.
        let label = try Label.sample(name: "箱\u{10FFFD}")
        #expect(throws: Drawing.Obstacle.noGlyphs(["箱\u{10FFFD}"])) { try label.png(width: 40) }
    }
}
