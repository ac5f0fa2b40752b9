import Facilities
import Foundation
import FoundationXML
import Testing

@testable import WebPage

@Suite struct DrawingTests {
    @Test(arguments: Drawing.allCases)
    func everyDrawingIsXMLOfShapesAlone(_ drawing: Drawing) throws {
        let seen = try SeenXML(drawing.svg(title: "<瓷瓶> & “极板”"))
        #expect(seen.elements.isSubset(of: ["svg", "title", "g", "path", "rect", "circle", "text"]))
        #expect(seen.attributes.isDisjoint(with: ["style", "href", "xlink:href", "src", "id", "onload"]))
        #expect(seen.title == "<瓷瓶> & “极板”")
        #expect(seen.classes.isSubset(of: ["drawing", "good", "bad"]))
    }

    @Test(arguments: Drawing.allCases)
    func aDrawingSaysNothingButFiguresAndUnits(_ drawing: Drawing) throws {
        let figures = Set("0123456789:.–%℃")
        let text = try SeenXML(drawing.svg(title: nil)).text.replacing("kg", with: "").filter { !$0.isWhitespace }
        #expect(text.allSatisfy(figures.contains))
    }

    @Test(arguments: Drawing.allCases)
    func aDrawingHasTheSizeOfItsUse(_ drawing: Drawing) {
        let sizes = ["clean": "240 160", "replace": "240 160", "look": "96 72"]
        let use = String(drawing.rawValue.prefix { $0 != "-" })
        #expect(drawing.source.contains("viewBox=\"0 0 \(sizes[use] ?? "64 64")\""))
        #expect(drawing.source.hasPrefix("<svg") && drawing.source.hasSuffix("</svg>\n"))
        #expect(drawing.bytes.count < 2500)
    }

    @Test func theDrawingsTakeLessThan65kBOfTheProgram() {
        #expect(Drawing.allCases.reduce(0) { $0 + $1.bytes.count } < 65_000)
    }

    @Test func aDrawingBesideItsWordsIsSkippedByReadersAloud() {
        #expect(Drawing.camera.svg(title: nil).contains("aria-hidden=\"true\""))
        #expect(Drawing.camera.svg(title: "相机").contains("role=\"img\"><title>相机</title>"))
    }

    @Test(arguments: Drawing.allCases)
    func aDrawingIsDescribedInBothLanguages(_ drawing: Drawing) {
        #expect(drawing.caption.zh.contains { $0.isHan })
        #expect(!drawing.caption.en.isEmpty && !drawing.caption.en.contains { $0.isHan })
    }

    @Test func everyChoiceOfAFormHasADrawingOfItsOwn() {
        #expect(Set(Cleaning.Part.allCases.map(\.drawing)).count == Cleaning.Part.allCases.count)
        #expect(Set(Cleaning.Damage.allCases.map(\.drawing)).count == Cleaning.Damage.allCases.count)
        #expect(Set(Cleaning.Hand.allCases.map(\.drawing)).count == Cleaning.Hand.allCases.count)
        #expect(Set(ComplaintCategory.allCases.map(\.drawing)).count == ComplaintCategory.allCases.count)
        #expect(Set(CarbonSettings.Form.allCases.map(\.drawing)).count == CarbonSettings.Form.allCases.count)
        #expect(Set(CarbonInspection.State.allCases.map(\.drawing)).count == CarbonInspection.State.allCases.count)
    }

    @Test func everyGradeOfEveryLookHasADrawingOfItsOwn() throws {
        let looks = CarbonInspection.form.map(\.field).filter { field in
            if case .choice(let options) = field.content { return options.map(\.value).contains("doubtful") }
            return false
        }
        #expect(looks.count == 4)
        let drawings = try (looks.map(\.name) + ["iodine"]).flatMap { look in
            try CarbonInspection.Grade.allCases.map { try #require($0.drawing(of: look), "\(look) \($0)") }
        }
        #expect(Set(drawings.map(\.source)).count == 15)
        #expect(CarbonInspection.Grade.good.drawing(of: "iodineValue") == nil)
    }
}

/// What a parser meets in an XML document.
private final class SeenXML: NSObject, XMLParserDelegate {
    var elements: Set<String> = []
    var attributes: Set<String> = []
    var classes: Set<String> = []
    var title = ""
    /// The text outside the title.
    var text = ""
    private var isInTitle = false

    init(_ document: String) throws {
        super.init()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes found: [String: String]
    ) {
        elements.insert(name)
        attributes.formUnion(found.keys)
        if let named = found["class"] { classes.insert(named) }
        isInTitle = name == "title"
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        isInTitle = false
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
        if isInTitle { title += characters } else { text += characters }
    }
}
