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
    func aDrawingSaysNothingButFigures(_ drawing: Drawing) throws {
        let figures = Set("0123456789:℃")
        let text = try SeenXML(drawing.svg(title: nil)).text.filter { !$0.isWhitespace }
        #expect(text.allSatisfy(figures.contains))
    }

    @Test(arguments: Drawing.allCases)
    func aDrawingHasTheSizeOfItsUse(_ drawing: Drawing) {
        let box = drawing.rawValue.hasPrefix("clean-") ? "0 0 240 160" : "0 0 64 64"
        #expect(drawing.source.contains("viewBox=\"\(box)\""))
        #expect(drawing.source.hasPrefix("<svg") && drawing.source.hasSuffix("</svg>\n"))
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
        #expect(Set(Complaint.Category.allCases.map(\.drawing)).count == Complaint.Category.allCases.count)
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
