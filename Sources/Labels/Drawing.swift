import CDrawing
public import Facilities
import Glibc

/// Draws labels as pictures and as pages to print, with librsvg and the fonts of this machine.
public enum Drawing {
    /// The reason why a label cannot be drawn.
    public enum Obstacle: ExplainedError, Hashable, Sendable {
        case noLibrary
        /// The fonts lack characters of these lines, for which boxes would be drawn.
        case noGlyphs([String])
        case failed

        public var text: Text {
            switch self {
            case .noLibrary:
                Text(
                    zh: "没有安装 librsvg；请安装：apt install librsvg2-2 fonts-noto-cjk",
                    en: "librsvg is not installed; install it: apt install librsvg2-2 fonts-noto-cjk")
            case .noGlyphs(let lines):
                Text(
                    zh: "没有字体含“\(lines.joined(separator: "”“"))”的全部文字，会印成方框；请安装：apt install fonts-noto-cjk",
                    en:
                        "no font has every character of '\(lines.joined(separator: "', '"))', and boxes would be printed; "
                        + "install one: apt install fonts-noto-cjk")
            case .failed: Text(zh: "librsvg 画不了；内存够吗？", en: "librsvg cannot draw it; is there enough memory?")
            }
        }
    }

    /// Checks that all texts can be drawn.
    ///
    /// - Throws: `noGlyphs` with the first three lines that the fonts cannot show.
    public static func check(_ texts: [String]) throws(Obstacle) {
        var lacking: [String] = []
        for text in texts {
            switch drawing_check(text, text.utf8.count) {
            case DRAWING_DONE: continue
            case DRAWING_NO_LIBRARY: throw .noLibrary
            case DRAWING_NO_GLYPHS: lacking.append(text)
            default: throw .failed
            }
        }
        guard lacking.isEmpty else { throw .noGlyphs(Array(lacking.prefix(3))) }
    }

    /// Draws pages of A4 as a PDF.
    ///
    /// - Throws: The reason why the pages cannot be drawn.
    public static func pdf(_ sheet: LabelSheet) throws(Obstacle) -> [UInt8] {
        try check(sheet.texts)
        let point = 72 / 25.4
        let pages = sheet.pages.map { strdup($0) }
        defer { for page in pages { free(page) } }
        let documents = pages.map { drawing_page(svg: $0, count: $0.map { strlen($0) } ?? 0) }
        return try bytes(
            drawing_pdf(documents, documents.count, LabelSheet.pageWidth * point, LabelSheet.pageHeight * point))
    }

    fileprivate static func png(_ svg: String, width: Int, height: Int) throws(Obstacle) -> [UInt8] {
        var svg = svg
        return try bytes(
            svg.withUTF8 { text in
                text.withMemoryRebound(to: CChar.self) { text in
                    drawing_png(drawing_page(svg: text.baseAddress, count: text.count), CInt(width), CInt(height))
                }
            })
    }

    private static func bytes(_ result: drawing_result) throws(Obstacle) -> [UInt8] {
        defer { drawing_free(result.bytes) }
        switch result.outcome {
        case DRAWING_DONE: return Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
        case DRAWING_NO_LIBRARY: throw .noLibrary
        default: throw .failed
        }
    }
}

extension Label {
    /// Draws the label as a PNG with whole dots for each module, of about 300 dots an inch or more, which contains its
    /// printed size.
    ///
    /// - Parameter width: The width in mm.
    /// - Throws: The reason why the label cannot be drawn.
    public func png(width: Int) throws(Drawing.Obstacle) -> [UInt8] {
        try Drawing.check(texts)
        let dots = dotsPerModule(width: width)
        let png = try Drawing.png(svg(width: width), width: symbol.side * dots, height: layout.height * dots)
        return PNGResolution(dotsPerMetre: Double(symbol.side * dots * 1000) / Double(width)).added(to: png)
    }

    func dotsPerModule(width: Int) -> Int {
        max(4, Int((Double(width) / 25.4 * 300 / Double(symbol.side)).rounded(.up)))
    }
}
