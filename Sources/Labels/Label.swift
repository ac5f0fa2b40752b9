/// What is glued to the wall: the QR code with its quiet zone, the name, and the code in print for who cannot scan.
public struct Label: Hashable, Sendable {
    public var code: String
    public var name: String
    public var symbol: QRSymbol

    /// - Parameter url: what the QR code says.
    public init(code: String, name: String, url: String, level: QRSymbol.ErrorCorrection = .quartile) throws(LabelError)
    {
        self.code = code
        self.name = name
        symbol = try QRSymbol(url, level: level)
    }

    /// An SVG of `width` millimetres. At 30 mm a module is 0.6 mm or more, which a phone reads at arm's length.
    public func svg(width: Int = 40) -> String {
        let side = symbol.size + 2 * QRSymbol.quietZone
        let height = side + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)mm" height="\(width * height / side)mm" \
            viewBox="0 0 \(side) \(height)">
            <rect width="\(side)" height="\(height)" fill="#fff"/>
            <path shape-rendering="crispEdges" fill="#000" d="\(symbol.path)"/>
            <g text-anchor="middle" fill="#000" font-family="'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif">
            <text x="\(Double(side) / 2)" y="\(side)" font-size="2.6">\(Self.escaped(name))</text>
            <text x="\(Double(side) / 2)" y="\(side + 4)" font-size="2.8" font-family="monospace">\(Self.escaped(code))</text>
            </g>
            </svg>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
