import Facilities

/// The places of the parts of a label, in modules of its QR code.
struct LabelLayout: Hashable {
    /// A line of text, centred.
    struct Line: Hashable {
        var text: String
        /// The size of the font.
        var size: Double
        /// The baseline, from the top.
        var y: Double
        var isHeading = false
        var isCode = false
    }

    private(set) var lines: [Line] = []
    /// The top of the QR code's quiet zone. It is whole, as the height is, so that the modules of a picture are whole
    /// dots.
    private(set) var symbolTop = 0
    private(set) var height = 0

    private let width: Double
    private var y = 1.0

    /// The lines that a name may have.
    static let mostNameLines = 3

    /// Lays out the parts.
    ///
    /// - Parameter side: The side of the QR code with its quiet zone.
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
        var parts = [code]
        if code.count > characters {
            let half = (code.count + 1) / 2
            parts = [String(code.prefix(half)), String(code.dropFirst(half))]
        }
        for part in parts {
            y += Self.codeSize * 1.2
            lines.append(Line(text: part, size: Self.codeSize, y: y - Self.codeSize * 0.25, isCode: true))
        }
    }

    private static let codeSize = 3.2
    /// The width of a character in a monospace font, in em.
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
    /// The number with at most three decimals.
    var svg: String { "\((self * 1000).rounded() / 1000)" }
}
