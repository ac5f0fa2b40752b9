import Facilities

/// Where the parts of a label are, in modules of its QR code.
struct LabelLayout: Hashable {
    /// A line of text, centred.
    struct Line: Hashable {
        var text: String
        /// Of the font.
        var size: Double
        /// Of the baseline, from the top.
        var y: Double
        var isHeading = false
        var isCode = false
    }

    private(set) var lines: [Line] = []
    /// Of the QR code's quiet zone, from the top. Whole, as the height is: the modules of a picture are then whole dots.
    private(set) var symbolTop = 0
    private(set) var height = 0

    private let width: Double
    private var y = 1.0

    /// Lines of a name at most.
    static let mostNameLines = 3

    /// - Parameter side: of the QR code with its quiet zone.
    init(kind: Text, side: Int, invitation: Text, name: String, code: Facility.Code) {
        width = Double(side) - 2
        add(kind.zh, size: 3.8, isHeading: true)
        add(kind.en, size: 2.4)
        symbolTop = Int(y.rounded(.up))
        y = Double(symbolTop + side)
        add(invitation.zh, size: 3)
        add(invitation.en, size: 2.4)
        y += 0.6
        let lines = WrappedText(name, width: width / Self.nameSize, most: Self.mostNameLines).lines
        for line in lines { add(line, size: Self.nameSize, isHeading: true) }
        addCode(code.description)
        height = Int((y + 1).rounded(.up))
    }

    private static let nameSize = 3.6

    /// Adds a line below the others, in a smaller font where it would be too wide.
    private mutating func add(_ text: String, size: Double, isHeading: Bool = false) {
        let size = min(size, width / max(1, WrappedText.width(of: text)))
        y += size * 1.2
        lines.append(Line(text: text, size: size, y: y - size * 0.25, isHeading: isHeading))
    }

    /// Adds the code, on two lines where one would be hard to read.
    private mutating func addCode(_ code: String) {
        let characters = Int(width / Self.codeSize / Self.codeWidth)
        let parts =
            code.count <= characters
            ? [code] : [String(code.prefix((code.count + 1) / 2)), String(code.dropFirst((code.count + 1) / 2))]
        for part in parts {
            y += Self.codeSize * 1.2
            lines.append(Line(text: part, size: Self.codeSize, y: y - Self.codeSize * 0.25, isCode: true))
        }
    }

    private static let codeSize = 3.2
    /// Of a character in a monospace font, in em.
    private static let codeWidth = 0.62
}

extension LabelLayout.Line {
    func svg(center: Double) -> String {
        let weight = isHeading ? " font-weight=\"700\"" : ""
        let font = isCode ? " font-family=\"'Noto Sans Mono CJK SC','DejaVu Sans Mono',Consolas,monospace\"" : ""
        return
            "<text x=\"\(center.svg)\" y=\"\(y.svg)\" font-size=\"\(size.svg)\"\(weight)\(font)>\(text.markupEscaped)</text>"
    }
}

extension Double {
    /// With three decimals at most.
    var svg: String { "\((self * 1000).rounded() / 1000)" }
}
