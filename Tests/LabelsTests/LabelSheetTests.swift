import Facilities
import Foundation
import TestSupport
import Testing

@testable import Labels

@Suite struct LabelSheetTests {
    private func sheet(_ count: Int, width: Int) throws -> LabelSheet? {
        LabelSheet(try (0..<count).map { try Label.sample("NJ32010\(1000 + $0)", name: "箱\($0)") }, width: width)
    }

    @Test(arguments: [25, 40, 60, 100]) func everyLabelIsOnAPageWithAMarginOf8Millimetres(width: Int) throws {
        let sheet = try #require(try sheet(50, width: width))
        let cells = sheet.pages.flatMap { page in
            page.matches(of: /<svg x="([0-9.]+)" y="([0-9.]+)" width="(\d+)" height="([0-9.]+)"/).compactMap { match in
                (Double(match.output.1), Double(match.output.2), Double(match.output.3), Double(match.output.4))
            }
        }
        #expect(cells.count == 50)
        for case (let x?, let y?, let width?, let height?) in cells {
            #expect(x >= 8 && y >= 8 && x + width <= 202 && y + height <= 289)
        }
        for index in 0..<50 { #expect(sheet.pages.filter { $0.contains(">箱\(index)<") }.count == 1) }
    }

    @Test func labelsAndTheirMarksDoNotOverlap() throws {
        #expect(2 * LabelSheet.markLength < LabelSheet.gap)
    }

    @Test func aLabelThatIsLargerThanThePageIsRefused() throws {
        #expect(try sheet(1, width: 200) == nil)
        #expect(try sheet(1, width: 150) != nil)
    }

    @Test func thePDFHasAsManyPagesAsNeededAndEachIsA4() async throws {
        let folder = try TemporaryFolder()
        let sheet = try #require(try sheet(50, width: 40))
        let pdf = try Drawing.pdf(sheet)
        let text = String(decoding: pdf, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-") && text.contains("/Count \(sheet.pages.count)\n") && sheet.pages.count == 4)
        #expect(text.contains(/MediaBox \[ ?0 0 595\.27\d* 841\.88\d*/), "not A4")
        try sheet.pages[0].write(toFile: "\(folder.path)/a.svg", atomically: true, encoding: .utf8)
        _ = try await output(of: "rsvg-convert", ["-w", "2480", "-o", "\(folder.path)/a.png", "\(folder.path)/a.svg"])
        let read = try await output(of: "zbarimg", ["--raw", "-q", "--nodbus", "\(folder.path)/a.png"])
        #expect(read.split(separator: "\n").count == sheet.pages[0].matches(of: /<svg x=/).count)
    }
}
